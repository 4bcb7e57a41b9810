internal import Records
internal import SFTP

/// The login (R081, R082). A refused login is never tried again: servers lock accounts.
enum LoginRules {
  static func diagnosis(
    _ failure: Failure, at stage: DoctorStage, _ circumstances: Circumstances
  ) -> Diagnosis? {
    func found(_ meaning: String, _ owner: Check.Owner, _ advice: String? = nil) -> Diagnosis {
      Diagnosis(failure, meaning, owner, advice)
    }
    let file = circumstances.keyFile ?? "FILE"
    switch failure.code {
    case .authFailed:
      return found(
        "the password is no longer the right one, or the user does not exist: servers do not tell these apart; it was tried once, and is not tried again",
        .you,
        "ask the server's operator for the password, then: so-ftpsend config set server.password --value-file FILE"
      )
    case .clientKeyRejected: return rejected(failure, circumstances)
    case .keyAlgorithmRefused:
      return found(
        "the server is old and takes RSA keys only with SHA-1 signatures, which can be forged; an Ed25519 key does not need them",
        .you,
        "ssh-keygen -t ed25519 -f NEWKEY; send NEWKEY.pub to the server's operator; then: so-ftpsend config set server.identity_file NEWKEY"
      )
    case .authMethodUnavailable:
      return found("the server wants another kind of proof than the settings have", .you)
    case .accountLocked:
      return found(
        "the server knows the user and does not let it in any more", .server,
        "ask the server's operator to unlock the account; more tries only make it worse")
    case .identityPassphrase:
      return found(
        "the private key is encrypted, and what would open it is missing or wrong; nothing was sent", .you,
        "so-ftpsend config set server.passphrase --value-file FILE")
    case .identityFileExposed:
      return found("other users of this machine could copy the private key", .you, "chmod 600 \(file)")
    case .identityFileUnreadable:
      return found(
        "there is no private key in the file that server.identity_file names", .you,
        failure.hint ?? "so-ftpsend config set server.identity_file FILE")
    case .agentUnreachable: return found("no SSH agent runs here", .you)
    case .sftpUnavailable:
      return found("the login works, and the server offers this user no SFTP behind it", .server)
    default: return nil
    }
  }

  private static func rejected(_ failure: Failure, _ circumstances: Circumstances) -> Diagnosis {
    let file = circumstances.keyFile ?? "FILE"
    let show = "ssh-keygen -y -f \(file) prints the public key; ask the server's operator to add it"
    var meaning =
      "the server does not know this key for this user, or the account is locked: servers do not tell these apart"
    guard circumstances.isRSA else { return Diagnosis(failure, meaning, .server, show) }
    meaning +=
      "; the key is \(circumstances.key ?? "RSA"), and servers of today may refuse short RSA keys, or all of them"
    return Diagnosis(
      failure, meaning, .server,
      "\(show); if it is there already, make an Ed25519 key: ssh-keygen -t ed25519 -f NEWKEY, and so-ftpsend config set server.identity_file NEWKEY"
    )
  }
}
