public import Records

/// How we hand in mail: the server, the login, whom to trust, how long to wait.
public struct MailAccount: Sendable {
  /// The server.
  public let server: MailServerURL
  /// The name to log in with; without one there is no login.
  public let user: String?
  /// Its password.
  public let password: String?
  /// The certificates to trust as PEM, and no others then; `nil` for the system's.
  public let authority: String?
  /// Until the connection is there, in milliseconds.
  public let connectLimit: Int64
  /// For one whole delivery, connection included, in milliseconds.
  public let deliveryLimit: Int64

  /// Puts an account together.
  ///
  /// - Throws: `mail_auth_failed` when only one of user and password is given, or one of them
  ///   has a control character.
  public init(
    server: MailServerURL, user: String? = nil, password: String? = nil, authority: String? = nil,
    connectLimit: Int64 = 15_000, deliveryLimit: Int64 = 120_000
  ) throws(Failure) {
    guard (user == nil) == (password == nil) else {
      throw Failure(
        .mailAuthFailed, user == nil ? "there is a password and no user" : "there is a user and no password",
        hint: "so-ftpsend config set \(user == nil ? "mail.user NAME" : "mail.password --value-file FILE")")
    }
    // NUL parts the fields of AUTH PLAIN (RFC 4616).
    for text in [user, password].compactMap({ $0 })
    where text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
      throw Failure(.mailAuthFailed, "the user or the password has a control character")
    }
    self.server = server
    self.user = user
    self.password = password
    self.authority = authority
    self.connectLimit = max(1, connectLimit)
    self.deliveryLimit = max(1, deliveryLimit)
  }
}

extension MailAccount: CustomStringConvertible, CustomReflectable {
  /// The server alone: a description gets into logs.
  public var description: String { server.text }

  /// The server alone, for `dump` and debuggers too.
  public var customMirror: Mirror { Mirror(self, children: ["server": server.text]) }
}
