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
    (
      .remoteNoSuchFile,
      ["no such", "not found", "does not exist", "doesn't exist", "cannot find", "can't find"]
    ),
    (.remoteExists, ["exists", "overwrite"]),
    (.remoteNotAFile, ["not a regular", "not a plain", "is a directory", "not a file"]),
    (
      .remotePermissionDenied,
      ["permission", "denied", "not permitted", "not allowed", "forbidden", "read-only", "privileges"]
    ),
  ]

  /// What a refusal means. RFC 959 has one number, 550, for a missing file, a missing right and
  /// more; only the server's words tell them apart.
  public var meaning: Failure.Code {
    let folded = text.lowercased()
    switch code {
    case 421, 426: return .connectionLost
    case 425, 522: return .dataChannelRefused
    case 452, 552: return .remoteDiskFull
    case 430, 530, 331, 332:
      return ["locked", "disabled", "expired"].contains { folded.contains($0) } ? .accountLocked : .authFailed
    case 500, 501, 502, 504: return .remoteUnsupported
    default: break
    }
    for (code, words) in Self.words where words.contains(where: { folded.contains($0) }) { return code }
    return code == 553 ? .remotePermissionDenied : .remoteFailure
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
    case .accountLocked: "ask the server's operator to unlock the account"
    case .dataChannelRefused:
      "ask the server's operator to open the passive ports, and to let TLS sessions be resumed"
    default: nil
    }
  }
}
