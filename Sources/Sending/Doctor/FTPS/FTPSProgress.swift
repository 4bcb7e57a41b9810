internal import NetClient
internal import Records

/// How far an FTPS session came: a pure rule.
enum FTPSProgress {
  /// The stage at which a session stopped.
  ///
  /// - Parameter said: the commands and the replies to them, in their order.
  static func stage(of code: Failure.Code, _ said: [FTPSAnswer.Exchange]) -> DoctorStage {
    switch code {
    case .certificateExpired, .certificateNotYetValid, .certificateUnknown, .certificateWrongName: .hostKey
    // After the login it is the connection for files that the server will not encrypt.
    case .tlsRefused where isLoggedIn(said): .data
    case .tlsRefused, .tlsFailed, .authorityInvalid: .keyExchange
    case .authFailed, .accountLocked: .auth
    default: reached(said)
    }
  }

  /// What a refused `CWD` means: 550 without a word that says why is a folder that is not there.
  static func folderRefusal(_ reply: FTPReply) -> Failure.Code {
    reply.code == 550 && reply.meaning == .remoteFailure ? .remoteNoSuchFile : reply.meaning
  }

  private static func isLoggedIn(_ said: [FTPSAnswer.Exchange]) -> Bool {
    said.contains { ["USER", "PASS"].contains($0.verb) && $0.reply.isGood }
  }

  private static func reached(_ said: [FTPSAnswer.Exchange]) -> DoctorStage {
    if isLoggedIn(said) { return .data }
    if said.contains(where: { $0.verb == "USER" }) { return .auth }
    return said.contains { $0.verb == "AUTH" } ? .keyExchange : .banner
  }
}
