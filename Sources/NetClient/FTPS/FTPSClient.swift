public import Records
public import SystemPackage

/// A session on an FTPS server, through `so-net`: TLS for commands and files, certificate and
/// host name verified, passive connections only.
///
/// Nothing is connected before the first call; a connection that broke is made anew by the next
/// one. Not for use by several threads at once.
public final class FTPSClient {
  /// The server and the login.
  public let account: FTPSAccount
  /// The server as it was met last: address and certificate.
  public private(set) var peer: FTPSPeer?
  /// What the server said last.
  public private(set) var lastReply: String?
  /// What was answered to the last task, also to one that failed.
  public private(set) var lastAnswer: FTPSAnswer?
  /// Gets each command's first word and the reply to it.
  public var onExchange: (FTPSAnswer.Exchange) -> Void = { _ in }
  /// Called when a connection was made and the user is logged in.
  public var onConnect: (FTPSPeer) -> Void = { _ in }

  private let helper: NetHelper
  private let isCancelled: () -> Bool
  private var features: FTPFeatures?

  /// Prepares a session.
  ///
  /// - Parameters:
  ///   - file: what is sent, fetched into, or listed into, lent; it must stay open as long as this
  ///     object lives.
  ///   - isCancelled: asked several times a second; `true` ends the work.
  public init(
    _ account: FTPSAccount, file: FileDescriptor, program: FilePath = HelperLocation.path(of: "so-net"),
    isCancelled: @escaping () -> Bool = { false }
  ) {
    self.account = account
    self.isCancelled = isCancelled
    helper = NetHelper(program: program, file: file)
  }

  /// The last reply to the last of `commands`, which are sent one after the other, whatever is
  /// answered to each.
  ///
  /// - Throws: what connecting throws; `ftp_protocol` when the server did not answer.
  @discardableResult
  public func ask(_ commands: String...) throws(Failure) -> FTPReply {
    let answer = try perform(.commands(commands))
    let verb = commands.last.map { String($0.prefix { $0 != " " }).uppercased() } ?? ""
    guard let reply = answer.reply(to: verb) else {
      throw Failure(.ftpProtocol, "\(account.place) gave no answer to \(verb)")
    }
    return reply
  }

  /// Sends the file's bytes from `offset` to `end`.
  ///
  /// - Throws: what connecting throws; `data_channel_refused`, `remote_no_such_file`,
  ///   `remote_permission_denied`, `remote_exists`, `remote_disk_full`, `remote_unsupported`,
  ///   `remote_failure`, `connection_lost`, and what `progress` throws.
  public func send(
    to path: FTPPath, from offset: Int64, to end: Int64, _ how: FTPSTask.Sending,
    progress: (Int64) throws(Failure) -> Void
  ) throws(Failure) {
    _ = try perform(.send(path, offset: offset, end: end, how), progress)
  }

  /// Fetches a file's bytes from `offset` on into the file, at most up to `end`.
  ///
  /// - Throws: as sending; `remote_changed` when the server sends more.
  /// - Returns: how many bytes came.
  public func fetch(
    _ path: FTPPath, from offset: Int64, to end: Int64, progress: (Int64) throws(Failure) -> Void
  ) throws(Failure) -> Int64 {
    do throws(Failure) {
      return try perform(.fetch(path, offset: offset, end: end), progress).bytes
    } catch {
      // 550 without a word that says why.
      guard error.code == .remoteFailure, try status(of: path) == nil else { throw error }
      throw Failure(.remoteNoSuchFile, "there is no \(path.text) on the server")
    }
  }

  /// Fetches a file of `end` bytes and compares it with the file.
  ///
  /// - Throws: as fetching; `remote_content_differs`.
  public func compare(_ path: FTPPath, to end: Int64, progress: (Int64) throws(Failure) -> Void)
    throws(Failure)
  {
    let count = try perform(.compare(path, end: end), progress).bytes
    guard count == end else {
      throw Failure(.remoteSizeDiffers, "\(path.text) on the server gave \(count) of \(end) bytes")
    }
  }

  /// Fetches the list of a directory into the file, by `command`.
  func list(_ path: FTPPath, by command: String) throws(Failure) -> Int64 {
    try perform(.list(path, command: command)).bytes
  }

  /// What the server can do beyond RFC 959.
  public func offered() throws(Failure) -> FTPFeatures {
    if let features { return features }
    let reply = try ask("FEAT")
    let features = FTPFeatures(reply.isGood ? reply.text : "")
    self.features = features
    return features
  }

  private func perform(
    _ action: FTPSTask.Action, _ progress: (Int64) throws(Failure) -> Void = { _ throws(Failure) in }
  ) throws(Failure) -> FTPSAnswer {
    let limits = account.limits
    let limit = max(limits.connect, limits.answer, limits.stall)
    let response = try helper.perform(
      .ftps(FTPSTask(account, action)), limit: limit, isCancelled: isCancelled
    ) {
      report throws(Failure) in
      try progress(report.done)
    }
    if let answer = response.ftps,
      answer.reply(to: "PASS")?.isGood == true || answer.reply(to: "USER")?.isGood == true
    {
      let now = FTPSPeer(answer, certificate: answer.certificate ?? peer?.certificate)
      peer = now
      onConnect(now)
    }
    lastAnswer = response.ftps
    response.ftps?.exchanges.forEach(onExchange)
    lastReply = response.ftps?.exchanges.last?.reply.summary
    if let failure = response.failure { throw failure }
    guard let answer = response.ftps else {
      throw Failure(.netHelperFailed, "the helper gave neither an answer nor a failure")
    }
    return answer
  }
}

/// Who is at the other end.
public struct FTPSPeer: Hashable, Sendable {
  /// Address and port, numeric.
  public let address: String?
  /// The certificate as it was verified, PEM.
  public let certificate: String?
  /// How the server introduced itself.
  public let greeting: String?

  /// Who gave `answer`.
  ///
  /// - Parameter certificate: the one that the connection began with.
  public init(_ answer: FTPSAnswer, certificate: String?) {
    address = answer.peer
    self.certificate = certificate
    greeting = answer.reply(to: "")?.summary
  }

  /// The certificate's bytes (DER), whose hash is the fingerprint.
  public var certificateBytes: [UInt8]? {
    guard let certificate else { return nil }
    let lines = certificate.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
    return Base64.decode(lines.joined())
  }
}

/// What a server can do beyond RFC 959 (RFC 2389).
public struct FTPFeatures: Hashable, Sendable {
  private let lines: [String]

  /// Reads the reply to `FEAT`.
  public init(_ text: String) {
    lines = text.split(separator: "\n").map { String($0.drop { $0 == " " }).uppercased() }
  }

  /// Whether a command is offered.
  public func has(_ word: String) -> Bool { lines.contains { $0 == word || $0.hasPrefix(word + " ") } }

  /// Whether `HASH` makes a SHA-256.
  public var hashesBySHA256: Bool { lines.contains { $0.hasPrefix("HASH") && $0.contains("SHA-256") } }
}
