public import Records

/// One thing to do on an FTPS server. Bytes of files go through the descriptor that the helper
/// inherited, by place, so that its position does not matter.
public struct FTPSTask: Sendable {
  /// What is to be done.
  public enum Action: Hashable, Sendable {
    /// Commands one after the other, whatever is answered to each.
    case commands([String])
    /// Sends the descriptor's file from `offset` to `end`.
    case send(FTPPath, offset: Int64, end: Int64, Sending)
    /// Fetches a file from `offset` on into the descriptor's file; more than up to `end` is not taken.
    case fetch(FTPPath, offset: Int64, end: Int64)
    /// Fetches a file of `end` bytes and compares it with the descriptor's file.
    case compare(FTPPath, end: Int64)
    /// Fetches the list of a directory into the descriptor's file, by `MLSD` or `NLST`.
    case list(FTPPath, command: String)
  }

  /// How a file is sent.
  public enum Sending: String, Hashable, Sendable {
    /// From its front; what is there is replaced.
    case whole
    /// By `REST` and `STOR`: bytes that are there already are written again.
    case restart
    /// By `APPE`: behind what is there.
    case append
  }

  /// The server and the login.
  public let account: FTPSAccount
  /// What is to be done.
  public let action: Action

  /// The descriptor under which the helper finds the file.
  public static let fileDescriptor: Int32 = 3

  init(_ account: FTPSAccount, _ action: Action) {
    self.account = account
    self.action = action
  }

  /// Reads a task.
  ///
  /// - Throws: `record_invalid`; `location_invalid`, `auth_failed`; `value_invalid` for a command
  ///   that is more than one.
  init(json: JSONObject) throws(Failure) {
    var reader = ObjectReader(json, what: "ftps", path: "ftps.")
    let host = reader.text("host")
    let port = UInt16(clamping: reader.integer("port"))
    let encryption = reader.required("tls", "explicit or implicit is due", standIn: FTPSEncryption.explicit) {
      FTPSEncryption(rawValue: $0)
    }
    let login = (reader.text("user"), reader.optionalText("password") ?? "")
    let authority = reader.optionalText("authority")
    var limits = FTPSAccount.Limits()
    limits.connect = max(1, reader.integer("connect_limit"))
    limits.answer = max(1, reader.integer("answer_limit"))
    limits.stall = max(1, reader.integer("stall_limit"))
    limits.bytesPerSecond = reader.optionalInteger("rate").map { max(1, $0) }
    let parts = Parts(&reader)
    try reader.finish()
    account = try FTPSAccount(
      host: host, port: port, encryption: encryption, user: login.0, password: login.1, authority: authority,
      limits: limits)
    action = try parts.action()
  }

  /// The fields.
  var json: JSONObject {
    let parts = Parts(action)
    return [
      "host": .string(account.host), "port": .integer(Int64(account.port)),
      "tls": .string(account.encryption.rawValue), "user": .string(account.user),
      "password": .string(account.password), "authority": .text(account.authority),
      "connect_limit": .integer(account.limits.connect), "answer_limit": .integer(account.limits.answer),
      "stall_limit": .integer(account.limits.stall),
      "rate": account.limits.bytesPerSecond.map { .integer($0) } ?? .null,
      "action": .string(parts.word), "commands": .array(parts.commands.map { .string($0) }),
      "path": .text(parts.path), "offset": .integer(parts.offset), "end": .integer(parts.end),
      "how": .text(parts.how),
    ]
  }

  /// An action as its fields.
  private struct Parts {
    var word = "commands"
    var commands: [String] = []
    var path: String?
    var offset: Int64 = 0
    var end: Int64 = 0
    var how: String?

    init(_ action: Action) {
      switch action {
      case .commands(let all): commands = all
      case .send(let path, let offset, let end, let sending):
        (word, self.path, self.offset, self.end, how) = ("send", path.text, offset, end, sending.rawValue)
      case .fetch(let path, let offset, let end):
        (word, self.path, self.offset, self.end) = ("fetch", path.text, offset, end)
      case .compare(let path, let end): (word, self.path, self.end) = ("compare", path.text, end)
      case .list(let path, let command): (word, self.path, how) = ("list", path.text, command)
      }
    }

    init(_ reader: inout ObjectReader) {
      word = reader.text("action")
      commands = reader.texts("commands")
      path = reader.optionalText("path")
      offset = reader.integer("offset")
      end = reader.integer("end")
      how = reader.optionalText("how")
    }

    func action() throws(Failure) -> Action {
      let refused = Failure(.valueInvalid, "ftps.action is none, or lacks what belongs to it")
      guard 0 <= offset, offset <= end else { throw refused }
      let path = try FTPPath(path ?? "")
      switch (word, how) {
      case ("commands", _):
        // A line feed would begin another command.
        guard commands.allSatisfy({ $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } }),
          !commands.isEmpty
        else { throw refused }
        return .commands(commands)
      case ("send", let how?):
        guard let sending = Sending(rawValue: how) else { throw refused }
        return .send(path, offset: offset, end: end, sending)
      case ("fetch", _): return .fetch(path, offset: offset, end: end)
      case ("compare", _): return .compare(path, end: end)
      case ("list", "MLSD"?), ("list", "NLST"?): return .list(path, command: how ?? "")
      default: throw refused
      }
    }
  }
}

/// What an FTPS server answered to one task.
public struct FTPSAnswer: Hashable, Sendable {
  /// A command and what was answered to it.
  public struct Exchange: Hashable, Sendable {
    /// The command's first word; empty for the greeting.
    public let verb: String
    /// The last reply to it.
    public let reply: FTPReply

    /// An exchange.
    public init(verb: String, reply: FTPReply) {
      self.verb = verb
      self.reply = reply
    }
  }

  /// The last exchanges, oldest first.
  public let exchanges: [Exchange]
  /// Bytes of the file that moved.
  public let bytes: Int64
  /// Address and port of the server, numeric.
  public let peer: String?
  /// The server's certificate, PEM, where a connection was made for this task.
  public let certificate: String?
  /// When the certificate's time is over, where a connection was made for this task.
  public let certificateEnd: Timestamp?
  /// What TLS agreed on for the commands, as in `TLSv1.3 / TLS_AES_256_GCM_SHA384`, where a connection
  /// was made for this task.
  public let encryption: String?

  /// An answer.
  public init(
    exchanges: [Exchange], bytes: Int64, peer: String?, certificate: String?,
    certificateEnd: Timestamp? = nil,
    encryption: String? = nil
  ) {
    self.exchanges = exchanges
    self.bytes = bytes
    self.peer = peer
    self.certificate = certificate
    self.certificateEnd = certificateEnd
    self.encryption = encryption
  }

  /// The last reply to a command.
  public func reply(to verb: String) -> FTPReply? { exchanges.last { $0.verb == verb }?.reply }

  init(_ reader: inout ObjectReader) {
    exchanges = reader.objects("exchanges", what: "exchange") { (reader: inout ObjectReader) in
      let code = reader.integer("code")
      if !(100...599).contains(code) { reader.refuse("code", .valueInvalid, "is no FTP reply") }
      return Exchange(
        verb: reader.optionalText("verb") ?? "",
        reply: FTPReply(code: Int(clamping: code), text: reader.optionalText("text") ?? ""))
    }
    bytes = reader.integer("bytes")
    peer = reader.optionalText("peer")
    certificate = reader.optionalText("certificate")
    certificateEnd = reader.optionalTime("certificate_end")
    encryption = reader.optionalText("encryption")
  }

  var json: JSONObject {
    [
      "exchanges": .array(
        exchanges.map {
          ["verb": .string($0.verb), "code": .integer(Int64($0.reply.code)), "text": .string($0.reply.text)]
        }),
      "bytes": .integer(bytes), "peer": .text(peer), "certificate": .text(certificate),
      "certificate_end": certificateEnd.map { .time($0) } ?? .null, "encryption": .text(encryption),
    ]
  }
}
