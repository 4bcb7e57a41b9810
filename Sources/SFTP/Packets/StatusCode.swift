internal import Records

/// The codes of a STATUS reply (draft-ietf-secsh-filexfer-02, section 7). Numbers above 8
/// belong to later drafts, but servers send them in version 3 too.
struct StatusCode: RawRepresentable, Hashable, Sendable {
  let rawValue: UInt32

  static let ok = StatusCode(rawValue: 0)
  static let endOfFile = StatusCode(rawValue: 1)
  static let noSuchFile = StatusCode(rawValue: 2)
  static let permissionDenied = StatusCode(rawValue: 3)
  static let failure = StatusCode(rawValue: 4)
  static let badMessage = StatusCode(rawValue: 5)
  static let noConnection = StatusCode(rawValue: 6)
  static let connectionLost = StatusCode(rawValue: 7)
  static let unsupported = StatusCode(rawValue: 8)
  static let noSuchPath = StatusCode(rawValue: 10)
  static let fileAlreadyExists = StatusCode(rawValue: 11)
  static let writeProtected = StatusCode(rawValue: 12)
  static let noSpace = StatusCode(rawValue: 14)
  static let quotaExceeded = StatusCode(rawValue: 15)

  /// The failure that this code stands for, or `nil` for `ok`.
  ///
  /// - Parameters:
  ///   - message: what the server says, already printable.
  ///   - action: what was asked, as in `open incoming/x.sod`.
  func failure(_ message: String, doing action: String) -> Failure? {
    guard self != .ok else { return nil }
    let reason = message.isEmpty ? "status \(rawValue)" : message
    return Failure(code(for: message), "cannot \(action) on the server: \(reason)")
  }

  private func code(for message: String) -> Failure.Code {
    switch self {
    case .noSuchFile, .noSuchPath: .remoteNoSuchFile
    case .permissionDenied, .writeProtected: .remotePermissionDenied
    case .fileAlreadyExists: .remoteExists
    case .noSpace, .quotaExceeded: .remoteDiskFull
    case .unsupported: .remoteUnsupported
    case .badMessage: .sftpProtocol
    case .noConnection, .connectionLost: .connectionLost
    default: Self.saysDiskFull(message) ? .remoteDiskFull : .remoteFailure
    }
  }

  /// In version 3 a full disk is a plain FAILURE; many servers put `strerror` into the text.
  private static func saysDiskFull(_ message: String) -> Bool {
    let text = message.lowercased()
    return ["no space left", "disk full", "quota exceeded", "disk quota"].contains { text.contains($0) }
  }
}
