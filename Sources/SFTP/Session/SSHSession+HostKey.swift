internal import CSSH
internal import Records

extension SSHSession {
  /// The key that the server proved in the key exchange.
  func serverKey() throws(Failure) -> HostKey {
    var key: ssh_key?
    guard unsafe ssh_get_server_publickey(handle, &key) == SSH_OK, let key = unsafe key else {
      throw Failure(.keyExchangeFailed, "the host key of \(endpoint) cannot be read: \(errorText)")
    }
    defer { unsafe ssh_key_free(key) }
    guard let hostKey = unsafe PublicKeyReader.hostKey(key) else {
      throw Failure(.keyExchangeFailed, "the host key of \(endpoint) cannot be read")
    }
    return hostKey
  }

  /// Refuses the server unless its key is the known one. Nothing secret has been sent yet.
  func verifyServer(against knownHosts: KnownHosts) throws(Failure) -> HostKey {
    let key = try serverKey()
    let verdict = knownHosts.verdict(on: key, of: endpoint)
    settings.events?("host key \(key.kind) \(key.fingerprint): \(verdict.word)")
    switch verdict {
    case .trusted: return key
    case .unknown:
      throw Failure(
        .hostKeyUnknown,
        "the host key of \(endpoint) is not trusted yet; it shows \(key.kind) \(key.fingerprint)",
        hint:
          "compare the fingerprint with the one that the server's operator gave you, then: so-ftpsend trust \(endpoint)"
      )
    case .changed(let known):
      let old = known.map { "\($0.kind) \($0.fingerprint)" }.joined(separator: ", ")
      throw Failure(
        .hostKeyChanged,
        "the host key of \(endpoint) changed: trusted is \(old), it shows \(key.kind) \(key.fingerprint); somebody may listen in",
        hint: "only if the server's operator confirms the new fingerprint: so-ftpsend trust \(endpoint)")
    case .revoked:
      throw Failure(
        .hostKeyRevoked, "the host key of \(endpoint), \(key.kind) \(key.fingerprint), is marked as revoked",
        hint: "do not send; ask the server's operator")
    }
  }
}
