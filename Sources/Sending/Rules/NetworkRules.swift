internal import NetClient
internal import Records
internal import SFTP

/// From the name to the key exchange (R081, R083).
enum NetworkRules {
  static func diagnosis(
    _ failure: Failure, at stage: DoctorStage, _ circumstances: Circumstances
  ) -> Diagnosis? {
    func found(_ meaning: String, _ owner: Check.Owner, _ advice: String? = nil) -> Diagnosis {
      Diagnosis(failure, meaning, owner, advice)
    }
    let theirs = Diagnosis.operatorOf(stage)
    switch failure.code {
    case .hostNotFound:
      return found("the name server knows no such name: it is misspelt, or it is gone", .you)
    case .resolverUnavailable:
      return found("no name server answers this machine, for any name", .network)
    case .connectionRefused:
      return found(
        "the machine is there and says at once that nothing listens on the port; a firewall may say so, too",
        theirs)
    case .connectTimeout:
      return found(
        "nothing at all comes back: a firewall on the way drops the packets, or the machine is off", .network)
    case .hostUnreachable:
      return found("no route leads there from this machine", .network)
    case .noBanner:
      return found(
        "something takes the connection and says nothing: a firewall that looks into the traffic, a proxy, or a server that does not let this address in",
        .network)
    case .notSSH, .notFTP: return someoneElse(failure, circumstances)
    case .tooManyLogins:
      return found(
        "the server takes only so many logins at one time, and turns the others away", .server)
    case .algorithmMismatch:
      return found(
        "the server speaks only algorithms that are too old to be safe, such as ssh-rsa with SHA-1, or CBC ciphers; none of them is spoken here",
        .server, "ask the server's operator for a newer SSH server, or to turn current algorithms on")
    case .keyExchangeFailed:
      return found(
        "the two sides could not agree on keys: the server is broken, or something between changes the bytes",
        .server, "try again; if it stays: so-ftpsend doctor --bundle FILE.tar.gz, for the server's operator")
    case .connectionLost where stage == .write:
      return found(
        "the server fell silent, or ended the connection, over a small file: it is in trouble, as some are when their disk is full",
        .server, "ask the server's operator to look into its log for this minute")
    case .connectionLost:
      return found(
        "the connection stood and then broke: a firewall cut it, or the server ended it", .network,
        "try again; if it stays, ask your network's people whether they cut connections")
    case .hostKeyUnknown:
      return found("nobody has said yet that this is the right server's key", .you)
    case .hostKeyChanged:
      return found(
        "the server was set up anew, or somebody else answers in its place; nothing was sent", .server)
    case .hostKeyRevoked:
      return found("somebody has marked this very key as one that is not to be trusted", .server)
    default: return nil
    }
  }

  /// Who answers in the place of the server, by its first words.
  private static func someoneElse(_ failure: Failure, _ circumstances: Circumstances) -> Diagnosis {
    let words = failure.message
    func found(_ what: String, _ owner: Check.Owner, _ advice: String) -> Diagnosis {
      Diagnosis(failure, what, owner, advice)
    }
    let port = circumstances.port.map { "\($0)" } ?? "the port"
    let isFTPS = circumstances.protocolName == "ftps"
    if words.contains("HTTP/") || words.contains("says: <") {
      return found(
        "a web server or a web proxy answers on port \(port), not \(isFTPS ? "an FTPS" : "an SSH") server",
        .network,
        "check the port number, and ask your network's people whether a proxy answers in the server's place")
    }
    if words.contains("says: SSH-") {
      return found(
        "an SSH server answers on port \(port)", .you,
        "check the port number; for an SFTP server: so-ftpsend doctor --protocol sftp")
    }
    // ProFTPD complains in plain text of who does not begin with TLS.
    if words.contains("says: TLS") || words.contains("TLS handshake failed") {
      return found(
        "port \(port) begins with TLS, as web servers and FTPS servers do", .you,
        isFTPS
          ? "check the port number; if it is the right one: so-ftpsend config set server.tls implicit"
          : "check the port number; for an FTPS server: so-ftpsend doctor --protocol ftps")
    }
    if words.contains("says: 220") {
      return found(
        "an FTP or mail server answers on port \(port)\(isFTPS ? ", in plain text" : "")", .you,
        isFTPS
          ? "check the port number; if it is the right one: so-ftpsend config set server.tls explicit"
          : "check the port number; for an FTPS server: so-ftpsend doctor --protocol ftps")
    }
    return found(
      "another service answers on port \(port)", .you,
      isFTPS
        ? "check the port number; FTPS servers listen on port 21, or on 990 when TLS comes first"
        : "check the port number; SFTP servers listen on port 22 unless told otherwise")
  }
}
