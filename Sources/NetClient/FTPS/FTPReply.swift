public import Records

/// What an FTP server said (RFC 959, 4.2).
public struct FTPReply: Hashable, Sendable {
  /// The three digits; 1xx begun, 2xx done, 3xx go on, 4xx not now, 5xx not so.
  public let code: Int
  /// The text: printable ASCII, the lines of a long reply parted by line feeds.
  public let text: String

  /// Takes a reply; what is not printable becomes `?`, what is too long is cut.
  public init(code: Int, text: String) {
    self.code = code
    let printable = text.unicodeScalars.map {
      ($0.value >= 0x20 && $0.value < 0x7F) || $0 == "\n" ? Character($0) : "?"
    }
    self.text = String(printable.prefix(8000))
  }

  /// Whether it is done.
  public var isGood: Bool { code / 100 == 2 }

  /// `550 No such file`, for messages: one line, not too long.
  public var summary: String {
    let line = text.split(separator: "\n").last ?? ""
    return line.isEmpty ? "\(code)" : "\(code) \(line.prefix(200))"
  }

  private static let words: [(Failure.Code, [String])] = [
    (.remoteDiskFull, ["quota", "no space", "disk full", "disk is full", "insufficient storage"]),
    (.remoteNoSuchFile, missing),
    (.remoteExists, ["exists", "overwrite"]),
    (.remoteNotAFile, ["not a directory", "not a regular", "not a plain", "is a directory", "not a file"]),
    (
      .remotePermissionDenied,
      ["permission", "denied", "not permitted", "not allowed", "forbidden", "read-only", "privileges"]
    ),
  ]

  private static let missing = [
    "no such", "not found", "does not exist", "doesn't exist", "cannot find", "can't find",
  ]

  /// What servers say of one login too many: in the place of a greeting, or as if the password were wrong.
  private static let crowded = ["too many", "maximum number", "maximum clients", "limit reached"]

  /// What a refusal means. RFC 959 has one number, 550, for a missing file, a missing right and
  /// more; only the server's words tell them apart.
  public var meaning: Failure.Code {
    let folded = text.lowercased()
    switch code {
    case 421 where Self.crowded.contains(where: folded.contains): return .tooManyLogins
    case 421, 426: return .connectionLost
    case 425, 522: return .dataChannelRefused
    case 452, 552: return .remoteDiskFull
    case 430, 530, 331, 332:
      if ["locked", "disabled", "expired"].contains(where: folded.contains) { return .accountLocked }
      return Self.crowded.contains(where: folded.contains) ? .tooManyLogins : .authFailed
    // There are servers that say 501 of a folder that is missing.
    case 501 where Self.missing.contains(where: folded.contains): return .remoteNoSuchFile
    case 500, 501, 502, 504: return .remoteUnsupported
    default: break
    }
    for (code, words) in Self.words where words.contains(where: { folded.contains($0) }) { return code }
    return code == 553 ? .remotePermissionDenied : .remoteFailure
  }

  /// Where a passive connection is to go, out of a 229 (RFC 2428) or a 227 (RFC 959): the address,
  /// which only a 227 has, and the port.
  public var passivePlace: (address: String?, port: UInt16)? {
    let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { UInt16($0) }
    switch code {
    case 229: return numbers.last.map { (nil, $0) }
    case 227 where numbers.count >= 6 && numbers.suffix(6).allSatisfy { $0 < 256 }:
      let last = Array(numbers.suffix(6))
      return (last[..<4].map { "\($0)" }.joined(separator: "."), last[4] << 8 | last[5])
    default: return nil
    }
  }

  /// The refusal as a failure.
  ///
  /// - Parameter what: what is refused, as `storing x`.
  public func failure(_ what: String) -> Failure {
    Failure(meaning, "the server refuses \(what): \(summary)", hint: Self.hint(meaning))
  }

  private static func hint(_ code: Failure.Code) -> String? {
    switch code {
    case .remoteDiskFull: "ask the server's operator for room"
    case .remotePermissionDenied: "ask the server's operator for the right to write into the folder"
    case .authFailed: "so-ftpsend config set server.password --value-file FILE"
    case .tooManyLogins: "try again in a minute; ask the server's operator how many may log in at once"
    case .accountLocked: "ask the server's operator to unlock the account"
    case .dataChannelRefused:
      "ask the server's operator to open the passive ports, and to let TLS sessions be resumed"
    default: nil
    }
  }
}
