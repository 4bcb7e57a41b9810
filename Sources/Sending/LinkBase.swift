internal import Records
internal import SFTP

/// The front of the links that recipients get; the file's name is added.
struct LinkBase {
  private let base: String

  /// The front, which ends in a slash.
  var text: String { base }

  /// Takes `https://…`, `sftp://…` or `ftps://…`.
  ///
  /// - Throws: `scheme_refused` for everything else: a file that goes over an open line can be
  ///   taken away and put back; `value_invalid` for an address with a password, or without a host.
  init(_ text: String) throws(Failure) {
    try Self.check(text)
    base = text.hasSuffix("/") ? text : text + "/"
  }

  static func check(_ text: String) throws(Failure) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Failure(.valueInvalid, "a link holds a blank or a letter beyond ASCII")
    }
    let lower = text.lowercased()
    guard let scheme = ["https://", "sftp://", "ftps://"].first(where: { lower.hasPrefix($0) }) else {
      throw Failure(.schemeRefused, "a link begins with https://, sftp:// or ftps://")
    }
    let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
    let user = authority.lastIndex(of: "@").map { authority[..<$0] } ?? ""
    guard !user.contains(":") else {
      throw Failure(.valueInvalid, "the address holds a password, and every recipient would get it")
    }
    guard !authority.isEmpty, authority.last != "@" else {
      throw Failure(.valueInvalid, "the address names no host")
    }
  }

  /// The link to a transfer's file.
  func link(to id: TransferID) -> String { link(toFile: RemoteName.text(of: id)) }

  /// The link to any file of the folder.
  func link(toFile name: String) -> String { base + name }

  /// The transfer that a link of this base leads to; `nil` for any other link.
  ///
  /// The user of a link does not count: it is the sender's, and whoever fetches logs in as the own
  /// settings say.
  func transfer(of link: String) -> TransferID? {
    if link.hasPrefix(base) { return RemoteName.transfer(String(link.dropFirst(base.count))) }
    guard let slash = link.lastIndex(of: "/"), let place = LinkPlace(link[...slash]),
      place == LinkPlace(base[...])
    else { return nil }
    return RemoteName.transfer(String(link[link.index(after: slash)...]))
  }

  /// What helps with a link that leads to no server of the settings.
  static func advice(_ link: String, _ command: String, _ server: ServerName?) -> String {
    let id = link.split(separator: "/").last.flatMap { RemoteName.transfer(String($0)) }?.text ?? "T-…"
    let option = server.map { " --server \($0.text)" } ?? ""
    return
      "\(command) \(id)\(option), when server.url names that folder, with your own login; else set it first"
  }
}

/// The folder that a link names, whoever logs in to it.
private struct LinkPlace: Equatable {
  private let scheme: String
  private let endpoint: SSHEndpoint
  private let path: [UInt8]

  init?(_ text: Substring) {
    let scheme = text.prefix { $0 != ":" }.lowercased()
    guard let port = ["https": UInt16(443), "sftp": 22, "ftps": 21][scheme],
      let location = try? SFTPLocation(parsing: String(text), scheme: scheme, port: port)
    else { return nil }
    self.scheme = scheme
    // 990 goes without saying where the settings of whoever made the link begin with TLS.
    let isStandard = scheme == "ftps" && location.endpoint.port == 990
    endpoint = (isStandard ? SSHEndpoint(host: location.endpoint.host, port: port) : nil) ?? location.endpoint
    path = location.path.bytes
  }
}

/// The name of a transfer's file on the server: the transfer's id, 128 random bits, so that
/// nobody can guess one, and nothing about the patient.
enum RemoteName {
  static func text(of id: TransferID) -> String { id.text + ".sod" }

  static func transfer(_ name: String) -> TransferID? {
    name.hasSuffix(".sod") ? TransferID(String(name.dropLast(4))) : nil
  }
}
