public import Records

/// What a tool asks of `so-net`, one line on its standard input: kind `so.net.request/1`.
///
/// Secrets stand in it: it goes through a socket between the two processes and is never written
/// anywhere. Bigger things than a mail will go by descriptors that the helper inherits, under
/// the numbers that the request names.
public struct NetRequest: JSONRecord {
  /// The kind.
  public static let schema = "so.net.request/1"

  /// What is to be done.
  public enum Task: Sendable {
    /// One message to one recipient.
    case mail(MailTask)
    /// A form for a service.
    case https(HTTPSTask)
    /// Something on an FTPS server.
    case ftps(FTPSTask)
    /// A file from a web server.
    case download(DownloadTask)
    /// Which libraries the helper speaks with.
    case version
  }

  /// Stands in the response again.
  public let id: Int64
  /// What is to be done.
  public let task: Task

  /// Asks for `task`.
  public init(id: Int64, _ task: Task) {
    self.id = id
    self.task = task
  }

  /// Reads a request; of the objects `mail`, `https`, `ftps`, `download` and `version` (which is
  /// empty) there is the one that `kind` names.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.integer("id")
    let kind = reader.text("kind")
    let kinds = ["mail", "https", "ftps", "download", "version"]
    let tasks = kinds.map { ($0, reader.optionalObject($0)) }
    if !kinds.contains(kind) {
      reader.refuse("kind", .valueInvalid, "is none of \(kinds.joined(separator: ", "))")
    }
    let named = tasks.first { $0.0 == kind }?.1
    if named == nil { reader.refuse(kinds.contains(kind) ? kind : "mail", .required, "is mandatory") }
    // The stand-in rule of `ObjectReader` does not help here: without a task there is no value.
    if let problem = reader.problems.first {
      throw Failure(.recordInvalid, "\(problem.field) \(problem.message)", fields: reader.problems)
    }
    let object = named ?? [:]
    switch kind {
    case "https": task = .https(try HTTPSTask(json: object))
    case "ftps": task = .ftps(try FTPSTask(json: object))
    case "version": task = .version
    case "download": task = .download(try DownloadTask(json: object))
    default: task = .mail(try MailTask(json: object))
    }
  }

  /// The fields; `kind` names the one that holds the task.
  public var fields: JSONObject {
    switch task {
    case .mail(let mail): ["id": .integer(id), "kind": "mail", "mail": .object(mail.json)]
    case .https(let https): ["id": .integer(id), "kind": "https", "https": .object(https.json)]
    case .version: ["id": .integer(id), "kind": "version", "version": .object([:])]
    case .ftps(let ftps): ["id": .integer(id), "kind": "ftps", "ftps": .object(ftps.json)]
    case .download(let download):
      ["id": .integer(id), "kind": "download", "download": .object(download.json)]
    }
  }
}

/// One message to one recipient through one server, or only the way there.
public struct MailTask: Sendable {
  /// The server and the login.
  public let account: MailAccount
  /// The sender, to the server.
  public let from: EmailAddress
  /// The recipient, to the server; nobody hears of it when there is no message.
  public let to: EmailAddress
  /// The message: ASCII, lines of at most 998 bytes, each ended by CR LF. Without one the server
  /// is connected to, TLS begins, the login is made, and nothing is sent.
  public let message: String?

  /// Takes a composed message.
  public init(_ message: MailMessage, through account: MailAccount) {
    self.account = account
    from = message.from.address
    to = message.to
    self.message = String(decoding: message.bytes, as: UTF8.self)
  }

  /// Only the way to the server of `account`: connection, TLS, login.
  public init(tryingOut account: MailAccount, from: EmailAddress) {
    self.account = account
    self.from = from
    to = from
    message = nil
  }

  /// Reads a task.
  ///
  /// - Throws: `record_invalid`; `value_invalid` for an address; `mail_url_invalid`;
  ///   `mail_message_invalid` when a line of the message could break out of it.
  init(json: JSONObject) throws(Failure) {
    var reader = ObjectReader(json, what: "mail", path: "mail.")
    let server = reader.text("server")
    let user = reader.optionalText("user")
    let password = reader.optionalText("password")
    let authority = reader.optionalText("authority")
    let limits = (reader.integer("connect_limit"), reader.integer("delivery_limit"))
    let addresses = (reader.text("from"), reader.text("to"))
    let message = reader.optionalText("message")
    try reader.finish()
    guard message.map(Self.isWellFormed) ?? true else {
      throw Failure(.mailMessageInvalid, "the message is not ASCII in lines that end in CR LF")
    }
    account = try MailAccount(
      server: try MailServerURL(parsing: server), user: user, password: password, authority: authority,
      connectLimit: limits.0, deliveryLimit: limits.1)
    from = try EmailAddress(parsing: addresses.0)
    to = try EmailAddress(parsing: addresses.1)
    self.message = message
  }

  /// The fields.
  var json: JSONObject {
    [
      "server": .string(account.server.text), "user": .text(account.user),
      "password": .text(account.password), "authority": .text(account.authority),
      "connect_limit": .integer(account.connectLimit), "delivery_limit": .integer(account.deliveryLimit),
      "from": .string(from.text), "to": .string(to.text), "message": .text(message),
    ]
  }

  /// A bare CR or LF lets a dot on the next line end the message at some servers and not at
  /// others, and what follows it is then taken for commands ("SMTP smuggling").
  private static func isWellFormed(_ message: String) -> Bool {
    var previous: UInt8 = 0
    var column = 0
    for byte in message.utf8 {
      guard byte < 0x80, byte != 0, (byte == 0x0A) == (previous == 0x0D) else { return false }
      column = byte == 0x0A ? 0 : column + 1
      guard column <= 999 else { return false }
      previous = byte
    }
    return previous == 0x0A
  }
}
