extension SettingKey {
  /// Where containers are sent.
  public static let serverURL = SettingKey(
    "server.url", "the folder to send to, sftp:// or ftps://USER@HOST[:PORT]/PATH")
  /// The SSH key.
  public static let serverIdentityFile = SettingKey(
    "server.identity_file", "the private SSH key to log in with")
  /// What the SSH key is encrypted with.
  public static let serverPassphrase = SettingKey(
    "server.passphrase", secret: true, "the passphrase of the private SSH key")
  /// The password.
  public static let serverPassword = SettingKey(
    "server.password", secret: true, "the password to log in with")
  /// Whether the SSH agent is asked.
  public static let serverAgent = SettingKey(
    "server.agent", builtIn: "no", "whether to log in with the keys of the SSH agent, yes or no")
  /// The way there.
  public static let serverJump = SettingKey(
    "server.jump", "the host by which an SFTP server is reached, USER@HOST[:PORT]")
  /// The host keys.
  public static let serverKnownHosts = SettingKey("server.known_hosts", "the file of known host keys")
  /// Who may read what was sent.
  public static let serverFileMode = SettingKey(
    "server.file_mode", builtIn: "0640", "the mode of a file on the server, octal")
  /// Whom to believe.
  public static let serverCAFile = SettingKey(
    "server.ca_file", "the certificates to trust for an FTPS or HTTPS server, PEM")
  /// How TLS begins.
  public static let serverTLS = SettingKey(
    "server.tls", builtIn: "explicit", "how TLS begins with an FTPS server, explicit or implicit")
  /// How many connections.
  public static let serverConnections = SettingKey(
    "server.connections",
    "the connections to send and fetch with, 1 to 32; without it 2 to 8, as the line's delay asks")
  /// How fast.
  public static let serverBandwidth = SettingKey(
    "server.bwlimit", "the bytes a second at most, all connections together, as in 20M")
  /// How long to wait.
  public static let serverTimeout = SettingKey(
    "server.timeout", "how long to wait for a connection and for each answer, as in 20s")
  /// How long files stay.
  public static let serverRetention = SettingKey(
    "server.retention", "how long a file stays on the server before expire removes it, as in 14d")
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

  /// Who helps, by telephone (R084).
  public static let supportPhone = SettingKey("support.phone", "the telephone number of your support")
  /// Who helps, on the web (R084).
  public static let supportURL = SettingKey("support.url", "the web page of your support")
  /// Who helps, by mail (R084).
  public static let supportEmail = SettingKey("support.email", "the e-mail address of your support")

  /// Every setting, in the order of the file.
  public static let all: [SettingKey] = [
    .serverURL, .serverIdentityFile, .serverPassphrase, .serverPassword, .serverAgent, .serverJump,
    .serverKnownHosts,
    .serverFileMode, .serverCAFile, .serverTLS, .serverConnections, .serverBandwidth, .serverTimeout,
    .serverRetention, .linkBase, .mailURL, .mailUser, .mailPassword, .mailCAFile, .mailFrom, .smsURL,
    .smsAccount, .smsToken, .smsFrom, .smsCAFile, .supportPhone, .supportURL, .supportEmail,
  ]
}
