/// A setting: its name, whether it is secret, and what it is for. `so-settings(5)` prints this table.
public struct SettingKey: Hashable, Sendable {
  /// The name, `section.key`.
  public let name: String
  /// Whether the value is never shown, and never taken from the command line.
  public let isSecret: Bool
  /// What it is for, one line.
  public let meaning: String

  private init(_ name: String, secret: Bool = false, _ meaning: String) {
    self.name = name
    isSecret = secret
    self.meaning = meaning
  }

  /// The setting of this name; `nil` when there is none.
  public init?(name: String) {
    guard let key = Self.all.first(where: { $0.name == name }) else { return nil }
    self = key
  }

  /// Whether the value is a file's path.
  public var isPath: Bool { name.hasSuffix("_file") || self == .serverKnownHosts }

  var section: String { String(name.prefix { $0 != "." }) }
  var key: String { String(name.drop { $0 != "." }.dropFirst()) }

  /// Where containers are sent.
  public static let serverURL = SettingKey(
    "server.url", "the folder to send to, sftp://USER@HOST[:PORT]/PATH")
  /// The SSH key.
  public static let serverIdentityFile = SettingKey(
    "server.identity_file", "the private SSH key to log in with")
  /// The password.
  public static let serverPassword = SettingKey(
    "server.password", secret: true, "the password to log in with")
  /// The host keys.
  public static let serverKnownHosts = SettingKey("server.known_hosts", "the file of known host keys")
  /// The front of links.
  public static let linkBase = SettingKey(
    "link.base", "the address that a recipient fetches from; the file's name is added")
  /// The mail server.
  public static let mailURL = SettingKey(
    "mail.url", "the mail server, smtp://HOST[:PORT] (STARTTLS) or smtps://HOST[:PORT]")
  /// The mail account.
  public static let mailUser = SettingKey("mail.user", "the account at the mail server")
  /// The mail password.
  public static let mailPassword = SettingKey(
    "mail.password", secret: true, "the password at the mail server")
  /// Whom to believe.
  public static let mailCAFile = SettingKey(
    "mail.ca_file", "the certificates to trust for the mail server, PEM")
  /// The sender.
  public static let mailFrom = SettingKey("mail.from", "the sender's address of mails")

  /// The SMS service.
  public static let smsURL = SettingKey(
    "sms.url", "the service for text messages, https://HOST[/PATH], of the shape of Twilio's API")
  /// The SMS account.
  public static let smsAccount = SettingKey("sms.account", "the account's id at the service")
  /// The SMS account's token.
  public static let smsToken = SettingKey("sms.token", secret: true, "the account's token")
  /// The SMS sender.
  public static let smsFrom = SettingKey(
    "sms.from", "the sender of text messages: a number, a name, or the id of a pool of numbers")
  /// Whom to believe.
  public static let smsCAFile = SettingKey(
    "sms.ca_file", "the certificates to trust for the service, PEM")

  /// Every setting, in the order of the file.
  public static let all: [SettingKey] = [
    .serverURL, .serverIdentityFile, .serverPassword, .serverKnownHosts, .linkBase, .mailURL, .mailUser,
    .mailPassword, .mailCAFile, .mailFrom, .smsURL, .smsAccount, .smsToken, .smsFrom, .smsCAFile,
  ]
}
