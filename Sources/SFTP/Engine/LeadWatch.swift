internal import Records

/// Looks after a transfer from its first connection: has what arrived made safe and kept,
/// tells of the progress, lets more connections in, and ends it when its time is over.
final class LeadWatch: TransferWatch {
  /// How what has arrived is made safe from time to time.
  enum Safety {
    /// By the server's disk (`fsync@openssh.com`).
    case remote(RemoteFile)
    /// By ours.
    case local(LocalPart)
    /// Not at all, until the end.
    case none
  }

  private let pool: PiecePool
  private let crew: LaneCrew
  private let deadline: Deadline
  private let progress: (TransferProgress) -> Void
  private let keep: (PieceMap) throws(Failure) -> Void
  private var safety: Safety
  private var schedule: SafetySchedule
  private var nextProgress = ContinuousClock.now
  private var awaited: [Int: UInt64]?
  private var lastDone: UInt64?
  private var lastUnsafe: UInt64 = 0

  init(
    _ pool: PiecePool, _ crew: LaneCrew, _ deadline: Deadline, _ safety: Safety, every interval: Duration,
    progress: @escaping (TransferProgress) -> Void, keep: @escaping (PieceMap) throws(Failure) -> Void
  ) {
    self.pool = pool
    self.crew = crew
    self.deadline = deadline
    self.safety = safety
    schedule = SafetySchedule(every: interval)
    self.progress = progress
    self.keep = keep
  }

  var isSynchronizing: Bool { awaited != nil }

  func turned(_ client: SFTPClient, _ transfer: Int) throws(Failure) {
    let now = ContinuousClock.now
    try look(now)
    client.bear(pool.serverWork)
    guard awaited == nil, schedule.isDue(now, unsafe: lastUnsafe) else { return }
    let arrived = pool.arrived
    guard !arrived.isEmpty else { return }
    switch safety {
    case .remote(let file):
      guard client.queueSynchronization(of: file, transfer: transfer) else { return }
      awaited = arrived
      pool.bear(ServerWork(.writing, bytes: pool.unsafeBytes))
      client.bear(pool.serverWork)
    case .local(let part):
      try part.synchronize()
      try secure(arrived)
    case .none: break
    }
  }

  func synchronized(_ reply: Reply.Body) throws(Failure) {
    guard let arrived = awaited else { return }
    awaited = nil
    pool.bear(nil)
    do throws(Failure) { try SFTPClient.done(reply, "write the file to disk") } catch {
      guard error.code == .remoteUnsupported else { throw error }
      safety = .none
      return
    }
    try secure(arrived)
  }

  private func secure(_ arrived: [Int: UInt64]) throws(Failure) {
    schedule.done()
    pool.secure(arrived)
    try keep(pool.safe)
  }

  /// What is due also while this connection has nothing to do.
  func look(_ now: ContinuousClock.Instant) throws(Failure) {
    if let failure = pool.failure { throw failure }
    try deadline.check(now)
    try crew.look(now: now)
    guard now >= nextProgress else { return }
    nextProgress = now + .milliseconds(100)
    tell()
  }

  /// Tells how far it is, when that is news.
  func tell() {
    let bytes = pool.bytes
    lastUnsafe = bytes.done - min(bytes.safe, bytes.done)
    guard bytes.done != lastDone else { return }
    lastDone = bytes.done
    progress(TransferProgress(done: bytes.done, total: pool.safe.fileSize, safe: bytes.safe))
  }
}

/// What another connection than the first one heeds: the server's disk is busy for it, too.
final class CrewWatch: TransferWatch {
  private let pool: PiecePool

  init(_ pool: PiecePool) { self.pool = pool }

  var isSynchronizing: Bool { false }

  func turned(_ client: SFTPClient, _ transfer: Int) { client.bear(pool.serverWork) }

  func synchronized(_ reply: Reply.Body) {}
}
