public import Records
public import SystemPackage

/// An SFTP version 3 connection to one server: one SSH session, one channel, as many
/// requests under way as the transfer takes.
///
/// It belongs to the thread that made it. Several of them may write pieces of one remote
/// file, each on its own thread.
public final class SFTPClient {
  /// The server.
  public let endpoint: SSHEndpoint
  /// The server's key, as it was verified.
  public let hostKey: HostKey

  private(set) var features: ServerFeatures
  private let wayIn: WayIn?
  let session: SSHSession
  private let channel: SSHChannel
  private var outgoing = SendBuffer(capacity: 1 << 20)
  private var incoming = FrameBuffer(room: SSHChannel.window)
  private var pending = PendingRequests<Purpose>()
  private var silence: SilenceClock
  /// Told when a server that is busy is silent for longer than servers usually may be.
  var whenBusy: (ServerWork) -> Void = { _ in }
  private var lastTransfer = 0
  /// The shortest time from a question to its answer: the line's delay, and what the server
  /// needs for the least of its work. A proxy in between is counted, as TCP's own would not.
  private(set) var roundTrip: Duration = .seconds(1)

  /// What one connection learned that others to the same server need not ask.
  struct Acquaintance: Hashable, Sendable {
    fileprivate let wayIn: WayIn?
    fileprivate let limits: ServerFeatures.Limits
  }

  /// What was learned here.
  var acquaintance: Acquaintance { Acquaintance(wayIn: wayIn, limits: features.limits) }

  /// What a request was sent for.
  enum Purpose: Hashable {
    /// One question, one answer.
    case answer
    /// A piece of a file, in the transfer of that number.
    case piece(Range<UInt64>, transfer: Int)
    /// Having a file put onto the disk while pieces are under way.
    case synchronization(transfer: Int)
  }

  /// Connects, verifies the server's key, logs in and starts SFTP.
  ///
  /// - Parameters:
  ///   - endpoint: host and port.
  ///   - user: the user's name on the server.
  ///   - credentials: tried in this order.
  ///   - knownHosts: the file of trusted host keys; one that does not exist trusts nobody.
  /// - Throws: `host_not_found`, `connection_refused`, `connect_timeout`, `host_unreachable`,
  ///   `no_banner`, `not_ssh`, `key_exchange_failed`, `algorithm_mismatch`, `host_key_unknown`, `host_key_changed`,
  ///   `host_key_revoked`, `auth_failed`, `client_key_rejected`, `auth_method_unavailable`,
  ///   `identity_file_unreadable`, `identity_file_exposed`, `identity_passphrase`,
  ///   `agent_unreachable`, `account_locked`,
  ///   `sftp_unavailable`, `sftp_protocol`, `connection_lost`, `transfer_cancelled`.
  public convenience init(
    connecting endpoint: SSHEndpoint, user: String, credentials: [SSHCredential], knownHosts: FilePath,
    settings: SFTPSettings = SFTPSettings()
  ) throws(Failure) {
    try self.init(
      SFTPAccess(
        to: endpoint, user: user, credentials: credentials, knownHosts: knownHosts, settings: settings),
      like: nil)
  }

  /// - Parameter known: what an earlier connection to the same server learned, and this one
  ///   need not ask: each question takes a round trip.
  convenience init(_ access: SFTPAccess, like known: Acquaintance?) throws(Failure) {
    let (endpoint, settings) = (access.endpoint, access.settings)
    let trusted = try KnownHostsFile(access.knownHosts).load()
    let session = try SSHSession(
      connecting: endpoint, by: access.jump,
      keyAlgorithms: HostKeyPreference.algorithms(trusted.algorithms(for: endpoint)),
      settings: settings)
    let hostKey = try session.verifyServer(against: trusted)
    let wayIn = try session.logIn(as: access.user, with: access.credentials, known: known?.wayIn)
    try self.init(on: session, hostKey: hostKey, wayIn: wayIn, limits: known?.limits)
  }

  /// Starts SFTP on a session that is logged in.
  init(
    on session: SSHSession, hostKey: HostKey, wayIn: WayIn?, limits: ServerFeatures.Limits? = nil
  ) throws(Failure) {
    self.session = session
    silence = SilenceClock(usual: session.settings.stallTimeout)
    self.hostKey = hostKey
    self.wayIn = wayIn
    endpoint = session.endpoint
    channel = try SSHChannel(openingSFTPOn: session)
    features = ServerFeatures()
    try negotiate(limits)
  }

  private func negotiate(_ known: ServerFeatures.Limits?) throws(Failure) {
    var hello = PacketEncoder()
    hello.packet(.`init`) { $0.integer(UInt32(3)) }
    outgoing.append(hello.bytes)
    restartStallClock()
    let asked = ContinuousClock.now
    while true {
      if let range = try incoming.nextPacket() {
        roundTrip = asked.duration(to: .now)
        features = try ServerFeatures(parsing: incoming.decoder(range))
        break
      }
      try turn()
    }
    if let known {
      features.limits = known
      return
    }
    guard features.offers(ServerFeatures.limitsRequest) else { return }
    let reply = try ask(.extended) { $0.string(ServerFeatures.limitsRequest) }
    if case .extended(let limits) = reply { features.limits = try ServerFeatures.Limits(parsing: limits) }
  }

  // MARK: One question, one answer

  /// Sends one request and waits for its reply; replies to abandoned requests that come
  /// in between are dropped.
  func ask(_ type: PacketType, _ fields: (inout PacketEncoder) -> Void) throws(Failure) -> Reply.Body {
    restartStallClock()
    let id = pending.add(.answer)
    var request = PacketEncoder()
    request.packet(type, id: id, fields)
    while outgoing.room < request.bytes.count { try turn() }
    outgoing.append(request.bytes)
    session.settings.log?("sftp: sent \(type.name), \(request.bytes.count) bytes")
    let asked = ContinuousClock.now
    while true {
      while let (_, reply) = try nextReply() {
        guard reply.id == id else { continue }
        roundTrip = min(roundTrip, asked.duration(to: .now))
        session.settings.log?("sftp: received \(reply.body.name)")
        tellRefusal(of: type, reply.body)
        return reply.body
      }
      try turn()
    }
  }

  /// Sends several requests that do not wait for each other; their answers in the same order.
  func askTogether(
    _ requests: [(type: PacketType, fields: (inout PacketEncoder) -> Void)]
  ) throws(Failure) -> [Reply.Body] {
    restartStallClock()
    var places: [UInt32: Int] = [:]
    for (place, request) in requests.enumerated() {
      let id = pending.add(.answer)
      places[id] = place
      var packet = PacketEncoder()
      packet.packet(request.type, id: id, request.fields)
      while outgoing.room < packet.bytes.count { try turn() }
      outgoing.append(packet.bytes)
    }
    var answers = [Reply.Body?](repeating: nil, count: requests.count)
    while !places.isEmpty {
      while let (_, reply) = try nextReply() {
        guard let place = places.removeValue(forKey: reply.id) else { continue }
        answers[place] = reply.body
        tellRefusal(of: requests[place].type, reply.body)
      }
      if !places.isEmpty { try turn() }
    }
    return answers.compactMap { $0 }
  }

  // MARK: Many requests under way

  /// A number for a new transfer; replies that bear an older one are nobody's any more.
  func beginTransfer() -> Int {
    restartStallClock()
    lastTransfer += 1
    return lastTransfer
  }

  /// Queues a request without waiting; `false` when the buffer has no room for it now.
  func queue(
    _ type: PacketType, piece: Range<UInt64>, transfer: Int, reserving extra: Int = 0,
    _ fields: (inout PacketEncoder) -> Void, data: (inout MutableRawSpan) throws(Failure) -> Void = { _ in }
  ) throws(Failure) -> Bool {
    // 512 bytes are more than the fields of any request with a handle.
    guard outgoing.room >= extra + 512 else { return false }
    var request = PacketEncoder()
    request.packet(type, id: pending.add(.piece(piece, transfer: transfer)), extra: extra, fields)
    try outgoing.append(request.bytes, followedBy: extra, data)
    return true
  }

  /// Queues the request to put an open file onto the disk; `false` when the buffer is full.
  func queueSynchronization(of file: RemoteFile, transfer: Int) -> Bool {
    guard outgoing.room >= 512 else { return false }
    var request = PacketEncoder()
    request.packet(.extended, id: pending.add(.synchronization(transfer: transfer))) {
      $0.string(ServerFeatures.fsync)
      $0.string(file.handle)
    }
    outgoing.append(request.bytes)
    return true
  }

  /// The next reply that has come, and what it answers; `nil` when none is whole.
  func nextReply() throws(Failure) -> (Purpose, Reply)? {
    guard let range = try incoming.nextPacket() else { return nil }
    let reply = try Reply(parsing: incoming.decoder(range))
    return (try pending.take(reply.id), reply)
  }

  /// Lends the bytes of a READ's reply; valid until the next ``turn()``.
  func lendData(_ range: Range<Int>, to body: (RawSpan) throws(Failure) -> Void) throws(Failure) {
    try incoming.lend(range, to: body)
  }

  /// Sends what can be sent and takes what has come; waits only when neither moved, and
  /// then until `limit` at most.
  func turn(until limit: ContinuousClock.Instant? = nil) throws(Failure) {
    try session.settings.checkCancellation()
    var moved = 0
    if !outgoing.isEmpty {
      let sent = try outgoing.lend { bytes throws(Failure) in try channel.send(bytes) }
      outgoing.drop(sent)
      moved += sent
    }
    moved += try incoming.fill { buffer throws(Failure) in try channel.receive(into: &buffer) }
    if moved > 0 { return restartStallClock() }
    let next = silence.next
    let isReady = try session.wait(until: limit.map { min($0, next) } ?? next)
    guard !isReady else { return }
    let now = ContinuousClock.now
    switch silence.takeDue(now) {
    case .sign?: session.giveSign()
    case .word(let work)?: whenBusy(work)
    case nil:
      guard now < silence.end else {
        throw Failure(
          .connectionLost, "\(endpoint) stopped answering\(silence.work.map { " while \($0.text)" } ?? "")")
      }
    }
  }

  func restartStallClock() {
    silence.usual = session.settings.stallTimeout
    silence.restart()
  }

  /// What the server is busy with from now on, and may be silent for.
  func bear(_ work: ServerWork?) { silence.work = work }

  /// Ends with `transfer_cancelled` when the caller wants to stop.
  func checkCancellation() throws(Failure) { try session.settings.checkCancellation() }

  /// Runs `body`, for which the server has that work to do.
  func patiently<Value>(_ work: ServerWork, _ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    let before = silence.work
    bear(work)
    defer { bear(before) }
    return try body()
  }

  /// Runs clean-up after a failure: not cancelled, not for long, and without failing.
  func cleanUp(after failure: Failure, _ body: () throws(Failure) -> Void) {
    guard failure.code != .connectionLost, failure.code != .sftpProtocol else { return }
    let settings = session.settings
    defer { session.settings = settings }
    session.settings.isCancelled = { false }
    session.settings.stallTimeout = min(settings.stallTimeout, .seconds(5))
    bear(nil)
    do throws(Failure) { try body() } catch {}
  }
}
