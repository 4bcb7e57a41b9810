internal import NetClient
internal import Records

/// TLS, certificates and the second connection of FTPS; TLS of web servers, too (R079, R083).
enum TLSRules {
  static func diagnosis(_ failure: Failure, at stage: DoctorStage) -> Diagnosis? {
    func found(_ meaning: String, _ owner: Check.Owner, _ advice: String? = nil) -> Diagnosis {
      Diagnosis(failure, meaning, owner, advice)
    }
    let theirs = Diagnosis.operatorOf(stage)
    switch failure.code {
    case .tlsRefused where stage == .data:
      return found(
        "the login is encrypted, and the files would go over an open line; nothing was sent", theirs,
        "ask the server's operator to let files be encrypted (PROT P), or for SFTP")
    case .tlsRefused:
      return found(
        "the server would take the login and the files in plain text only; nothing was sent", theirs)
    case .tlsFailed: return handshake(failure, theirs)
    case .certificateUnknown: return unknown(failure, at: stage)
    case .certificateWrongName:
      return found(
        "another server answers, or the settings name the right one by an alias that its certificate does not have",
        theirs,
        stage == .link
          ? "compare this with the names in the certificate: so-ftpsend config get link.base"
          : "write the host as the certificate has it: so-ftpsend config set server.url URL; or ask the server's operator for a certificate with this name"
      )
    case .authorityInvalid:
      return found(
        "without a certificate in server.ca_file nobody is trusted, and nothing is sent", .you,
        "ask the server's operator for the authority's certificate (PEM), then: so-ftpsend config set server.ca_file FILE"
      )
    case .dataChannelRefused: return dataChannel(failure)
    case .ftpProtocol: return found("the server does not keep to the protocol", theirs)
    default: return nil
    }
  }

  private static func handshake(_ failure: Failure, _ theirs: Check.Owner) -> Diagnosis {
    let words = failure.message.lowercased()
    if ["protocol version", "unsupported protocol", "legacy"].contains(where: words.contains) {
      return Diagnosis(
        failure, "the server knows only TLS 1.0 or 1.1, or even older, which can be broken", theirs,
        "ask the server's operator for TLS 1.2 or later")
    }
    if ["no shared cipher", "handshake failure", "dh key too small", "no ciphers"].contains(
      where: words.contains)
    {
      return Diagnosis(
        failure,
        "the two sides know no way to encrypt in common: the server offers only ways that are too weak",
        theirs, "ask the server's operator for current TLS ciphers")
    }
    return Diagnosis(
      failure, "TLS does not come about: the server is broken, or something between meddles with the bytes",
      theirs,
      failure.hint ?? "try again; if it stays: so-ftpsend doctor --bundle FILE.tar.gz, for the operator")
  }

  private static func unknown(_ failure: Failure, at stage: DoctorStage) -> Diagnosis {
    let theirs = Diagnosis.operatorOf(stage)
    guard stage != .link else {
      return Diagnosis(
        failure,
        "recipients' machines do not trust the web server's certificate: they get an error, or are told to ignore one",
        theirs,
        "ask the web server's operator for a certificate by an authority that every machine trusts, with its chain"
      )
    }
    let words = failure.message.lowercased()
    let isOwn = words.contains("self-signed") || words.contains("self signed")
    return Diagnosis(
      failure,
      isOwn && !words.contains("chain")
        ? "the server made its certificate itself, and nobody vouches for it; somebody in between could do so, too"
        : "nobody who is trusted here vouches for the certificate: an authority of the server's own, a chain that is not whole, or somebody in between",
      theirs,
      "ask the server's operator, by telephone or letter, for the \(isOwn ? "certificate" : "authority's certificate") (PEM), then: so-ftpsend config set server.ca_file FILE"
    )
  }

  private static func dataChannel(_ failure: Failure) -> Diagnosis {
    let words = failure.message.lowercased()
    if ["reuse", "resum"].contains(where: words.contains) {
      return Diagnosis(
        failure,
        "the server demands that the connection for files takes up the TLS session of the login, and then does not let it",
        .server,
        "ask the server's operator to turn TLS session tickets on, or not to demand it (vsftpd: require_ssl_reuse=NO, ProFTPD: TLSOptions NoSessionReuseRequired)"
      )
    }
    return Diagnosis(
      failure,
      "the login works, and the second connection that files go over does not come about: its port is closed, by a firewall here or there, or by the server",
      .network,
      "ask your network's people and the server's operator to open the server's passive ports; SFTP needs one port only"
    )
  }
}
