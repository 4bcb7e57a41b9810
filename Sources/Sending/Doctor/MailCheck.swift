internal import NetClient
internal import Notices
internal import Records
internal import SFTP

/// The mail server: a connection first, so that the ways in which there is none are told apart,
/// then TLS and the login; a message only for an address that was named.
struct MailCheck {
  let trial: MailTrial
  let limits: SFTPSettings
  let to: EmailAddress?
  let now: Timestamp

  /// - Throws: `host_not_found`, `resolver_unavailable`, `connection_refused`,
  ///   `connect_timeout`, `host_unreachable`, and the codes of a mail's delivery.
  func look() throws(Failure) -> Sighting {
    guard let endpoint = SSHEndpoint(host: trial.host, port: trial.port) else {
      throw Failure(.mailUnreachable, "mail.url names no host that can be looked up")
    }
    let address = try TCPProbe(endpoint, settings: limits).connect()
    let place = "\(address) port \(trial.port)"
    let login = trial.hasLogin ? "begins TLS and lets us in" : "begins TLS; no login is set"
    guard let to else {
      try trial.logIn()
      return .fine("\(place) \(login); no message was sent")
    }
    let reply = try trial.send(to: to, at: now)
    return .fine("\(place) \(login), and took a message (\(reply ?? "no words"))")
  }
}
