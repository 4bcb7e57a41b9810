internal import NetClient
internal import Platform
internal import Records
internal import SFTP

/// The stages of an FTPS server. One session goes as far as it comes; from what was said in it, and
/// from the code of what stopped it, follows the stage that failed.
final class FTPSLadder: ServerLadder {
  let account: FTPSAccount
  let path: FTPPath
  let folder: FTPSFolder
  let hasDataChannel = true
  let hasJump = false
  let probe: TCPProbe
  private let now: Timestamp
  private let log: (@Sendable (String) -> Void)?
  private let session: Session
  private let patience: Duration
  private(set) var circumstances = Circumstances()
  private var stop: (stage: DoctorStage, failure: Failure)?
  /// What was said until the user was logged in.
  private var meeting: FTPSAnswer?

  /// A session, and the file that it moves.
  struct Session {
    let client: FTPSClient
    let file: MemoryFile
  }

  /// - Parameter limits: for the name and the connection, which are looked at before; its log is
  ///   that of the sessions.
  init(
    _ site: FTPSSite, url: String, _ limits: SFTPSettings, timeout: Duration?, at now: Timestamp
  ) throws(Failure) {
    var waits = ServerLimits()
    waits.timeout = timeout ?? limits.answerTimeout
    account = try site.account(waits)
    path = site.path
    folder = try FTPSFolder(site, url: url, waits)
    patience = min(timeout ?? limits.answerTimeout, .seconds(5))
    probe = try Self.probe(account.host, account.port, limits)
    self.now = now
    log = limits.log
    circumstances.protocolName = "ftps"
    circumstances.port = account.port
    circumstances.isImplicit = account.encryption == .implicit
    session = try Self.session(account, log, [])
  }

  static func probe(_ host: String, _ port: UInt16, _ limits: SFTPSettings) throws(Failure) -> TCPProbe {
    let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    guard let endpoint = SSHEndpoint(host: bare, port: port) else {
      throw Failure(.locationInvalid, "the address has no valid host and port")
    }
    return TCPProbe(endpoint, settings: limits)
  }

  private static func session(
    _ account: FTPSAccount, _ log: (@Sendable (String) -> Void)?, _ content: [UInt8]
  ) throws(Failure) -> Session {
    let file = try MemoryFile()
    try unsafe file.write(content.span.bytes)
    let client = FTPSClient(account, file: file.descriptor)
    client.log(to: log)
    return Session(client: client, file: file)
  }

  /// Another session, whose file has this content.
  func session(holding content: [UInt8]) throws(Failure) -> Session {
    try Self.session(account, log, content)
  }

  func look(at stage: DoctorStage) throws(Failure) -> Sighting {
    switch stage {
    case .dns: return .fine(try probe.names())
    case .connect: return .fine("\(try probe.connect()) port \(account.port) takes the connection")
    case .banner:
      meet()
      try checkStop(at: stage)
      return greeting
    case .keyExchange:
      try checkStop(at: stage)
      return .fine(meeting?.encryption.map { "agreed on \($0)" } ?? "the server begins TLS")
    case .hostKey:
      try checkStop(at: stage)
      return certificate
    case .auth:
      try checkStop(at: stage)
      return .fine("user \(account.user) is let in by the password")
    case .data:
      try checkStop(at: stage)
      return try openDataChannel(session)
    case .directory: return try lookAtFolder(session.client)
    case .write:
      let content = TrialFile.content()
      return try withFile(content, TrialFile.name()) { () throws(Failure) in
        .fine("a file of \(content.count) bytes was written and got its final name, and is removed again")
      }
    case .settings, .jump, .link, .mail: return .nothing("nothing of the server's", advice: nil)
    }
  }

  /// Connects and logs in, once.
  private func meet() {
    do throws(Failure) { try session.client.ask("PWD") } catch {
      let stage = FTPSProgress.stage(of: error.code, session.client.lastAnswer?.exchanges ?? [])
      stop = (stage, named(error, at: stage))
    }
    meeting = session.client.lastAnswer
  }

  private func checkStop(at stage: DoctorStage) throws(Failure) {
    if let stop, stop.stage == stage { throw stop.failure }
  }

  /// Where no FTP server answers, libcurl has few words: somebody has to look who it is.
  private func named(_ failure: Failure, at stage: DoctorStage) -> Failure {
    let isUnclear = [.notFTP, .noBanner, .connectionLost].contains(failure.code) && stage == .banner
    guard isUnclear || failure.code == .tlsFailed && circumstances.isImplicit else { return failure }
    guard let line = try? probe.firstLine(asking: "NOOP\r\n", patience: patience) else { return failure }
    guard !circumstances.isImplicit || !line.hasPrefix("TLS") else { return failure }
    return Failure(.notFTP, "\(account.place) does not begin as expected; it says: \(line)")
  }

  private var greeting: Sighting {
    if let words = meeting?.reply(to: "")?.summary { return .fine("the server says \(words)") }
    return .fine(
      circumstances.isImplicit ? "the server speaks after TLS has begun" : "an FTP server answers")
  }

  private var certificate: Sighting {
    guard let meeting else { return .fine("the certificate is trusted") }
    let fingerprint = FTPSPeer(meeting, certificate: meeting.certificate).fingerprint
    var seen = "the certificate\(fingerprint.map { " \($0)" } ?? "") is trusted"
    guard let end = meeting.certificateEnd else { return .fine(seen) }
    seen += ", until \(end.rfc3339.prefix(10))"
    guard end < now.advanced(bySeconds: 14 * 24 * 3600) else { return .fine(seen) }
    return .doubtful(
      seen, code: nil, meaning: "from that day on nothing can be sent, unless the certificate is renewed",
      owner: .server, advice: "ask the server's operator to renew the certificate before")
  }
}

extension TCPProbe {
  /// The addresses of the host, in words.
  func names() throws(Failure) -> String {
    let addresses = try resolve()
    return addresses == [endpoint.host]
      ? "\(endpoint.host) is an address, and no name server is asked"
      : "\(endpoint.host) is \(addresses.joined(separator: ", "))"
  }
}
