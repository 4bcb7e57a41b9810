internal import NetClient
internal import Platform
public import Profile
public import Records

/// Tries the way that mail leaves by: for whoever looks for a fault.
public struct MailTrial {
  private let route: MailRoute
  private let account: MailAccount
  private let mailer: Mailer

  /// The mail server's host name or address, without brackets.
  public let host: String
  /// Its port.
  public let port: UInt16

  /// Reads the settings of mail.
  ///
  /// - Parameter limit: how long to wait for the connection, in milliseconds; `nil` for the usual
  ///   time.
  /// - Throws: `setting_missing`, and what the settings' values throw.
  public init(_ settings: Settings, limit: Int64? = nil) throws(Failure) {
    route = try MailRoute(settings)
    let usual = route.account
    let server = usual.server
    account = try MailAccount(
      server: server, user: usual.user, password: usual.password, authority: usual.authority,
      connectLimit: limit ?? usual.connectLimit, deliveryLimit: max(limit ?? 0, 60_000))
    mailer = Mailer(account)
    host = server.host.hasPrefix("[") ? String(server.host.dropFirst().dropLast()) : server.host
    port = server.port
  }

  /// Whether TLS begins with the first byte.
  public var isImplicit: Bool { account.server.encryption == .implicit }

  /// Whether there is a login.
  public var hasLogin: Bool { account.user != nil }

  /// Connects, begins TLS and logs in; sends nothing.
  ///
  /// - Throws: `mail_unreachable`, `mail_tls_failed`, `mail_auth_failed`, `mail_deferred`,
  ///   `mail_rejected`, `program_missing`, `net_helper_failed`.
  public func logIn() throws(Failure) { try mailer.tryOut(from: route.from.address) }

  /// Sends one message that says that it is a test.
  ///
  /// - Returns: the digits of the server's answer.
  /// - Throws: the codes of a delivery.
  public func send(to: EmailAddress, at time: Timestamp) throws(Failure) -> String? {
    let text = """
      This is a test of the mail that tells you of a file to fetch. There is no file: you need not do
      anything.
      """
    let mail = QueuedMail(to: to, subject: "Test of so-ftpsend doctor", text: text, date: time)
    let delivery = mailer.deliver(try route.message(mail, .random()))
    if let failure = delivery.failure { throw failure }
    return delivery.reply?.summary
  }
}
