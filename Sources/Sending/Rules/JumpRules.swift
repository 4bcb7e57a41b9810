internal import Records
internal import SFTP

/// The way by a jump host: what stands against it is never the server's doing.
enum JumpRules {
  static func diagnosis(
    _ failure: Failure, at stage: DoctorStage, _ circumstances: Circumstances
  ) -> Diagnosis? {
    guard stage == .jump else { return beyond(failure, at: stage) }
    return network(failure) ?? identity(failure) ?? login(failure, circumstances)
  }

  /// The host is there and lets us on, and what it cannot reach is the server.
  private static func beyond(_ failure: Failure, at stage: DoctorStage) -> Diagnosis? {
    guard stage == .connect, failure.message.hasPrefix("jump host: ") else { return nil }
    switch failure.code {
    case .hostUnreachable:
      return Diagnosis(
        failure,
        "the jump host lets us on, and cannot connect to the server itself: it does not know the name, nothing listens on the port, or a firewall between the two drops the packets",
        .server)
    case .connectionLost:
      return Diagnosis(
        failure, "the jump host ended the connection while it was to connect to the server", .jump,
        "try again; if it stays, ask the jump host's operator to look into its log for this minute")
    default: return nil
    }
  }

  private static func network(_ failure: Failure) -> Diagnosis? {
    func found(_ meaning: String, _ owner: Check.Owner, _ advice: String? = nil) -> Diagnosis {
      Diagnosis(failure, meaning, owner, advice)
    }
    let address = "so-ftpsend config set server.jump USER@HOST[:PORT]"
    switch failure.code {
    case .hostNotFound:
      return found("the name server knows no jump host of that name: it is misspelt, or gone", .you, address)
    case .resolverUnavailable: return found("no name server answers this machine, for any name", .network)
    case .connectionRefused:
      return found(
        "the jump host is there and says at once that nothing listens on the port; a firewall may say so, too",
        .jump, "check the port in server.jump, and ask the jump host's operator whether its SSH server runs")
    case .connectTimeout:
      return found(
        "nothing at all comes back from the jump host: a firewall drops the packets, or the machine is off",
        .network)
    case .hostUnreachable: return found("no route leads from this machine to the jump host", .network)
    case .noBanner:
      return found(
        "something takes the connection in the jump host's place and says nothing: a firewall, or a host that does not let this address in",
        .network)
    case .notSSH: return found("another service than SSH answers on the jump host's port", .you, address)
    case .tooManyLogins:
      return found("the jump host takes only so many logins at one time", .jump)
    case .algorithmMismatch:
      return found(
        "the jump host speaks only algorithms that are too old to be safe; none of them is spoken here",
        .jump, "ask the jump host's operator for a newer SSH server, or to turn current algorithms on")
    case .keyExchangeFailed:
      return found(
        "this machine and the jump host could not agree on keys: it is broken, or something between changes the bytes",
        .jump, "try again; if it stays, ask the jump host's operator")
    case .connectionLost:
      return found(
        "the connection to the jump host stood and then broke: a firewall cut it, or the host ended it",
        .network, "try again; if it stays, ask your network's people whether they cut connections")
    default: return nil
    }
  }

  private static func identity(_ failure: Failure) -> Diagnosis? {
    switch failure.code {
    case .hostKeyUnknown:
      Diagnosis(failure, "nobody has said yet that this is the right jump host's key", .you)
    case .hostKeyChanged:
      Diagnosis(
        failure,
        "the jump host was set up anew, or somebody else answers in its place; nothing was sent", .jump)
    case .hostKeyRevoked:
      Diagnosis(failure, "somebody has marked the jump host's key as one that is not to be trusted", .jump)
    default: nil
    }
  }

  private static func login(_ failure: Failure, _ circumstances: Circumstances) -> Diagnosis? {
    let file = circumstances.keyFile ?? "FILE"
    switch failure.code {
    case .clientKeyRejected:
      return Diagnosis(
        failure,
        "the jump host does not know this key for this user, or the account is locked: hosts do not tell these apart; the server was not asked",
        .jump,
        circumstances.keyFile == nil
          ? failure.hint
          : "ssh-keygen -y -f \(file) prints the public key; ask the jump host's operator to add it")
    case .keyAlgorithmRefused:
      return Diagnosis(
        failure,
        "the jump host is old and takes RSA keys only with SHA-1 signatures, which can be forged; an Ed25519 key does not need them",
        .you,
        "ssh-keygen -t ed25519 -f NEWKEY; send NEWKEY.pub to who runs the jump host, and to who runs the server; then: so-ftpsend config set server.identity_file NEWKEY"
      )
    case .authMethodUnavailable:
      return Diagnosis(
        failure,
        "the jump host takes no keys from this user, and nothing else is shown to it: the server's password is not for it",
        .jump, "ask the jump host's operator to let the user in by key")
    case .authFailed:
      return Diagnosis(
        failure, "the jump host ended the login before it saw a key that it knows", .jump,
        "ssh-add -l lists the agent's keys; name the right one: so-ftpsend config set server.identity_file FILE"
      )
    case .accountLocked:
      return Diagnosis(
        failure, "the jump host knows the user and does not let it in any more", .jump,
        "ask the jump host's operator to unlock the account; more tries only make it worse")
    case .jumpRefused:
      return Diagnosis(
        failure,
        "the jump host lets the user in, and does not let the connection on: its operator has not allowed forwarding to the server",
        .jump)
    default: return nil
    }
  }
}
