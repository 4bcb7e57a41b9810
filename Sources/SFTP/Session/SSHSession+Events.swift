internal import CSSH
internal import Platform
internal import Records

/// What a support engineer wants to read of a session; no secret is in it.
extension SSHSession {
  func tellMeeting() {
    guard let events = settings.events else { return }
    let algorithms = SSHAlgorithms(of: self)
    events("connected to \(peerAddress ?? "\(endpoint)"), which says \(software ?? "nothing")")
    events("agreed on \(algorithms.keyExchange), \(algorithms.cipher), \(algorithms.integrity)")
  }

  func tellLogin(_ user: String, _ credential: SSHCredential, _ answer: ssh_auth_e) {
    guard let events = settings.events else { return }
    let way =
      switch credential {
      case .password: "a password"
      case .privateKey(let path, _): "the key \(path.printable)"
      case .agent: "the keys of the agent"
      }
    let outcome =
      switch answer {
      case SSH_AUTH_SUCCESS: "let in"
      case SSH_AUTH_PARTIAL: "taken, and more is wanted"
      default: "refused"
      }
    events("login as \(user) by \(way): \(outcome)")
  }
}

extension KnownHosts.Verdict {
  /// A plain word.
  var word: String {
    switch self {
    case .trusted: "trusted"
    case .unknown: "unknown"
    case .changed: "another one than the trusted"
    case .revoked: "revoked"
    }
  }
}

extension SFTPClient {
  /// Tells of a request that the server did not do.
  func tellRefusal(of request: PacketType, _ reply: Reply.Body) {
    guard let events = session.settings.events, case .status(let code, let message) = reply,
      code != .ok, code != .endOfFile
    else { return }
    events("sftp: \(request.name) refused with status \(code.rawValue): \(message)")
  }
}
