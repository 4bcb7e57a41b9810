internal import CCurl
internal import NetClient
internal import Records

/// One task on an FTPS server, on a connection that is kept for the next one.
final class FTPSTransfer: CurlSession.Peer {
  private let task: FTPSTask
  private let session: CurlSession
  private let pulse: Pulse
  private let file: HeldFile?
  private var transcript = Transcript()
  /// Where in the file the next byte belongs.
  private var place: Int64 = 0
  private var end: Int64 = 0
  private var start: Int64 = 0
  private var sent: Int64 = 0
  private var localError: Failure?
  private var encryption: String?

  init(_ task: FTPSTask, _ session: CurlSession, _ pulse: Pulse) throws(Failure) {
    self.task = task
    self.session = session
    self.pulse = pulse
    if case .commands = task.action { file = nil } else { file = try HeldFile() }
  }

  /// Does it, and says how it went.
  ///
  /// - Throws: `net_helper_failed` when libcurl takes an option amiss; nothing was sent then.
  func response(id: Int64) throws(Failure) -> NetResponse {
    if file != nil, session.hasSpentTicket { try session.retire() }
    // `ftps` is TLS from the first byte; with `ftp`, CURLUSESSL_ALL demands it for the login and
    // for the files, and libcurl ends the session where the server will not.
    try session.reset(protocols: "ftp,ftps")
    try session.watch()
    let account = task.account
    try session.set(CURLOPT_CONNECTTIMEOUT_MS, Int(account.limits.connect))
    try session.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, Self.seconds(account.limits.answer))
    try session.set(CURLOPT_LOW_SPEED_LIMIT, 1)
    try session.set(CURLOPT_LOW_SPEED_TIME, Self.seconds(account.limits.stall))
    try session.set(CURLOPT_TCP_KEEPALIVE, 1)
    if let authority = account.authority { try session.trust(only: authority) }
    try session.set(CURLOPT_USERNAME, account.user)
    try session.set(CURLOPT_PASSWORD, account.password)
    try session.set(CURLOPT_FTPSSLAUTH, Int(CURLFTPAUTH_TLS.rawValue))
    // A server that names another machine for the files would have us connect into our own network.
    try session.set(CURLOPT_FTP_SKIP_PASV_IP, 1)
    // The whole path in each command: no wandering through directories.
    try session.set(CURLOPT_FTP_FILEMETHOD, Int(CURLFTPMETHOD_NOCWD.rawValue))
    try session.set(CURLOPT_BUFFERSIZE, 512 << 10)
    try session.set(CURLOPT_UPLOAD_BUFFERSIZE, 512 << 10)
    let (code, text) = try perform()
    let failure = code == CURLE_OK ? nil : failure(code, text)
    let answer = FTPSAnswer(
      exchanges: transcript.exchanges, bytes: place - start, peer: session.peerAddress,
      certificate: session.certificate,
      certificateEnd: session.certificateEnd.flatMap { CertificateTime.read($0) },
      encryption: encryption)
    if code != CURLE_OK, !Self.leavesConnectionGood.contains(code.rawValue) || localError != nil {
      try session.renew()
    }
    return NetResponse(id: id, failure: failure, ftps: answer)
  }

  private static func seconds(_ milliseconds: Int64) -> Int { max(1, Int((milliseconds + 999) / 1000)) }

  /// The server said no, and goes on listening.
  private static let leavesConnectionGood: Set<UInt32> = Set(
    [CURLE_UPLOAD_FAILED, CURLE_FTP_COULDNT_RETR_FILE, CURLE_REMOTE_FILE_NOT_FOUND].map(\.rawValue))

  private func url(_ path: FTPPath, isFolder: Bool = false) -> String {
    let scheme = task.account.encryption == .implicit ? "ftps" : "ftp"
    let rest = isFolder && !path.text.isEmpty && !path.text.hasSuffix("/") ? "/" : ""
    return "\(scheme)://\(task.account.place)/\(path.encoded)\(rest)"
  }

  private func perform() throws(Failure) -> (code: CURLcode, text: String) {
    let rate = Int(task.account.limits.bytesPerSecond ?? 0)
    switch task.action {
    case .commands(let commands):
      try session.set(CURLOPT_URL, url(.home))
      try session.set(CURLOPT_NOBODY, 1)
      // The star: a refusal is an answer, and no reason to end the session.
      return try session.transfer(PeerBox(self), commands: commands.map { "*\($0)" })
    case .send(let path, let offset, let end, let sending):
      (start, place, self.end) = (offset, offset, end)
      try session.set(CURLOPT_URL, url(path))
      try session.set(CURLOPT_UPLOAD, 1)
      try session.set(CURLOPT_APPEND, sending == .append ? 1 : 0)
      try session.set(size: CURLOPT_INFILESIZE_LARGE, Int(end - offset))
      try session.set(size: CURLOPT_MAX_SEND_SPEED_LARGE, rate)
      // libcurl itself resumes by appending only; before STOR this makes it write from here on.
      return try session.transfer(
        PeerBox(self), commands: sending == .restart ? ["REST \(offset)"] : [], before: CURLOPT_PREQUOTE)
    case .fetch(let path, let offset, let end):
      (start, place, self.end) = (offset, offset, end)
      try session.set(CURLOPT_URL, url(path))
      try session.set(size: CURLOPT_RESUME_FROM_LARGE, Int(offset))
      try session.set(size: CURLOPT_MAX_RECV_SPEED_LARGE, rate)
      return try session.transfer(PeerBox(self))
    case .compare(let path, let end):
      self.end = end
      try session.set(CURLOPT_URL, url(path))
      try session.set(size: CURLOPT_MAX_RECV_SPEED_LARGE, rate)
      return try session.transfer(PeerBox(self))
    case .list(let path, let command):
      end = Self.longestList
      try session.set(CURLOPT_URL, url(path, isFolder: true))
      try session.set(CURLOPT_CUSTOMREQUEST, command)
      return try session.transfer(PeerBox(self))
    }
  }

  private static let longestList: Int64 = 64 << 20

  func upload(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let wanted = min(Int64(buffer.count), end - place)
    guard wanted > 0, let file else { return 0 }
    let count = unsafe file.read(
      at: place, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(wanted)]))
    guard count > 0 else {
      localError =
        count == 0
        ? Failure(.remoteFailure, "the file became shorter while it was sent")
        : Failure(.remoteFailure, "the file cannot be read")
      return -1
    }
    place += Int64(count)
    return count
  }

  func received(_ part: [UInt8]) -> Bool {
    guard let file else { return true }
    guard Int64(part.count) <= end - place else {
      localError = Failure(.remoteChanged, "the server sends more bytes than it said the file has")
      return false
    }
    if case .compare = task.action {
      guard file.holds(part, at: place) else {
        localError = Failure(
          .remoteContentDiffers, "the server's file differs from byte \(place) on, or soon after")
        return false
      }
    } else {
      let error = file.write(part, at: place)
      guard error == 0 else {
        localError = LocalWrite.failure(error)
        return false
      }
    }
    place += Int64(part.count)
    return true
  }

  func said(_ line: [UInt8]) { transcript.said(line) }

  func remarked(_ text: [UInt8]) {
    let line = String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self)
    let mark = "SSL connection using "
    guard line.hasPrefix(mark) else { return }
    // The first is that of the commands.
    encryption = encryption ?? CurlWords.printable(String(line.dropFirst(mark.count)))
    if file != nil, line.hasPrefix(mark + "TLSv1.3") { session.spendTicket() }
  }

  func answered(_ line: [UInt8]) { transcript.answered(line) }

  func ticked(sent: Int64) -> Bool {
    self.sent = max(self.sent, sent)
    if case .send = task.action { return pulse.beat(start + self.sent) }
    return pulse.beat(place)
  }

  private func failure(_ code: CURLcode, _ text: String) -> Failure {
    if let localError { return localError }
    return FTPSOutcome(
      code: code, text: text, transcript: transcript, account: task.account,
      verifyResult: session.verifyResult, systemError: session.systemError, isConnected: session.isConnected,
      certificateNames: session.certificateNames, what: what
    ).failure
  }

  private var what: String {
    switch task.action {
    case .commands: "the command"
    case .send(let path, _, _, _): "to store \(path.text)"
    case .fetch(let path, _, _), .compare(let path, _): "to hand out \(path.text)"
    case .list(let path, _): "to list \(path.text.isEmpty ? "the folder" : path.text)"
    }
  }
}
