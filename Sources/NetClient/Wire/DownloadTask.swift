public import Records

/// A file that is fetched from a web server into the descriptor that the helper inherits, without
/// a login: what a public link needs. Redirects are followed a few times, and to `https` alone.
public struct DownloadTask: Sendable {
  /// The address, `https`.
  public let url: String
  /// Where to go on; bytes before it are there already.
  public let offset: Int64
  /// What the server called the content that the bytes before `offset` are of: an `ETag` (a strong
  /// one) or a date. The server then sends the rest of that content, or another one whole.
  public let validator: String?
  /// The most bytes that the file may have.
  public let maximum: Int64
  /// The certificates to trust as PEM, and no others then; `nil` for the system's.
  public let authority: String?
  /// How long to wait, and how fast to go.
  public let limits: FTPSAccount.Limits

  /// The redirects that are followed at most.
  public static let maximumRedirects = 5

  init(
    url: String, offset: Int64, validator: String?, maximum: Int64, authority: String?,
    limits: FTPSAccount.Limits
  ) {
    self.url = url
    self.offset = offset
    self.validator = validator
    self.maximum = maximum
    self.authority = authority
    self.limits = limits
  }

  /// Reads a task.
  ///
  /// - Throws: `record_invalid`, `scheme_refused`.
  init(json: JSONObject) throws(Failure) {
    var reader = ObjectReader(json, what: "download", path: "download.")
    url = reader.text("url")
    offset = max(0, reader.integer("offset"))
    validator = reader.optionalText("validator")
    maximum = max(0, reader.integer("maximum"))
    authority = reader.optionalText("authority")
    var limits = FTPSAccount.Limits()
    limits.connect = max(1, reader.integer("connect_limit"))
    limits.answer = max(1, reader.integer("answer_limit"))
    limits.stall = max(1, reader.integer("stall_limit"))
    limits.bytesPerSecond = reader.optionalInteger("rate").map { max(1, $0) }
    self.limits = limits
    try reader.finish()
    try WebLink.check(url)
  }

  /// The fields.
  var json: JSONObject {
    [
      "url": .string(url), "offset": .integer(offset), "validator": .text(validator),
      "maximum": .integer(maximum), "authority": .text(authority), "connect_limit": .integer(limits.connect),
      "answer_limit": .integer(limits.answer), "stall_limit": .integer(limits.stall),
      "rate": limits.bytesPerSecond.map { .integer($0) } ?? .null,
    ]
  }
}

/// What a web server said of a file.
public struct DownloadAnswer: Hashable, Sendable {
  /// The status of the last answer; 206 goes on, 200 is the whole file from its front.
  public let status: Int
  /// The size of the whole file, where the server tells.
  public let size: Int64?
  /// What calls the content by name, for the next time; `nil` when it cannot be gone on with.
  public let validator: String?
  /// The file's bytes that are there now.
  public let bytes: Int64
  /// Address and port of the server, numeric.
  public let peer: String?
  /// The server's certificate, PEM.
  public let certificate: String?

  /// An answer.
  public init(
    status: Int, size: Int64?, validator: String?, bytes: Int64, peer: String?, certificate: String?
  ) {
    self.status = status
    self.size = size
    self.validator = validator
    self.bytes = bytes
    self.peer = peer
    self.certificate = certificate
  }

  init(_ reader: inout ObjectReader) {
    status = Int(clamping: reader.integer("status"))
    size = reader.optionalInteger("size")
    validator = reader.optionalText("validator")
    bytes = reader.integer("bytes")
    peer = reader.optionalText("peer")
    certificate = reader.optionalText("certificate")
  }

  var json: JSONObject {
    [
      "status": .integer(Int64(status)), "size": size.map { .integer($0) } ?? .null,
      "validator": .text(validator), "bytes": .integer(bytes), "peer": .text(peer),
      "certificate": .text(certificate),
    ]
  }
}

/// The address of a file on a web server.
public enum WebLink {
  /// Checks an address: `https`, no password in it, nothing that breaks a request.
  ///
  /// - Throws: `scheme_refused`, `location_invalid`.
  public static func check(_ text: String) throws(Failure) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), text.utf8.count <= 4096 else {
      throw Failure(.locationInvalid, "the link has a blank, a letter beyond ASCII, or is too long")
    }
    guard text.lowercased().hasPrefix("https://") else {
      throw Failure(.schemeRefused, "a link that anybody may fetch begins with https://")
    }
    let authority = text.dropFirst(8).prefix { !"/?#\\".contains($0) }
    guard !authority.contains("@") else {
      throw Failure(
        .locationInvalid, "the link has a user in it, and no password goes to an address in a link")
    }
    guard HostAndPort.parse(authority) != nil else {
      throw Failure(.locationInvalid, "the link has no valid host and port")
    }
  }

  /// Host and port of an address that was checked.
  public static func place(_ text: String) -> (host: String, port: UInt16) {
    let authority = text.dropFirst(8).prefix { !"/?#\\".contains($0) }
    let parts = HostAndPort.parse(authority)
    return (String(parts?.host ?? ""), parts?.port ?? 443)
  }
}
