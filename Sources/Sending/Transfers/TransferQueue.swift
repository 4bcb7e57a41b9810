public import Notices
public import Platform
public import Profile
public import Records
public import Storage

/// What a timer calls again and again: everything that is due is done, and nothing else.
public struct TransferQueue {
  let store: Store
  private let profile: Profile
  private let wishes: LimitWishes
  let time: any TimeSource
  private let place: TransferPlace

  /// The queue of a store, as far as it is this member's: others have other settings.
  public init(
    _ store: Store, _ profile: Profile, wishes: LimitWishes = LimitWishes(), time: any TimeSource
  ) {
    self.store = store
    self.profile = profile
    self.wishes = wishes
    self.time = time
    place = TransferPlace(profile.transfersPath, store)
  }

  /// Told what becomes of each thing.
  public protocol Watcher: AnyObject {
    /// A transfer was moved.
    func moved(_ outcome: TransferRunner.Outcome) throws(Failure)
    /// Further transfers wait for a server that cannot be used just now.
    func postponed(_ count: Int, _ failure: Failure)
    /// A message of the outbox was tried.
    func tried(_ message: Notifier.Attempted)
    /// A transfer's messages have changed its state.
    func told(_ transfer: Transfer) throws(Failure)
    /// A recipient has acknowledged a transfer's container.
    func acknowledged(_ transfer: Transfer) throws(Failure)
    /// Something lies under the name of a receipt and is refused.
    func refused(_ failure: Failure)
    /// A server could not be asked for receipts; the next run asks again.
    func unasked(_ server: ServerName?, _ failure: Failure)
    /// So many bytes of a transfer have arrived.
    func advanced(_ id: TransferID, _ done: Int64, _ total: Int64)
    /// Throws to end the work between two things.
    func check() throws(Failure)
  }

  /// Does all that is due: transfers first, then the messages of the outbox of every kind, then
  /// the receipts that came, and last what remains to be swept.
  ///
  /// - Throws: `lock_held` with the process id and the start of another run; what `watcher`
  ///   throws; what keeps a state from being kept.
  public func run(_ watcher: any Watcher) throws(Failure) {
    let lock = try place.holdQueue(now: time.now())
    let runner = try TransferRunner(store, profile, wishes: wishes, time: time)
    try moveTransfers(runner, watcher)
    var attempts: [Notifier.Attempted] = []
    var failure: Failure?
    // Mail that is not set up, or a wish to end, leaves nothing of the rest undone.
    do throws(Failure) { attempts = try deliverMessages(runner, watcher) } catch { failure = error }
    try refreshTransfers(runner, attempts, watcher)
    if failure == nil {
      do throws(Failure) { try collectReceipts(runner, watcher) } catch { failure = error }
    }
    try sweep()
    if let failure { throw failure }
    withExtendedLifetime(lock) {}
  }

  /// Whether a transfer that failed with this code is tried again without anybody asking.
  public static func triesAgain(after code: Failure.Code) -> Bool { RetryRules.canPass(code) }

  // MARK: Transfers

  private func moveTransfers(_ runner: TransferRunner, _ watcher: any Watcher) throws(Failure) {
    let due = try store.look { (snapshot) throws(Failure) in
      try snapshot.due(.transfer, at: time.now(), limit: 1_000_000)
    }
    var closed = ClosedServers()
    for header in due {
      guard let id = TransferID(header.id),
        Transfer.State(rawValue: header.state).map(TransferRules.isUnderWay) ?? false
      else { continue }
      try watcher.check()
      guard let held = try take(id, runner) else { continue }
      if let failure = closed.failure(of: held.transfer) {
        try pass(held, failure, runner, &closed, watcher)
        continue
      }
      let outcome = try runner.upload(held) { watcher.advanced(id, $0, $1) }
      closed.note(outcome)
      try watcher.moved(outcome)
    }
    for (count, failure) in closed.postponed { watcher.postponed(count, failure) }
  }

  /// - Returns: `nil` when somebody else is at it, when it is another member's, and when it is
  ///   not due any more.
  private func take(_ id: TransferID, _ runner: TransferRunner) throws(Failure) -> HeldTransfer? {
    let held: HeldTransfer
    do throws(Failure) { held = try runner.hold(id) } catch {
      guard error.code == .lockHeld else { throw error }
      return nil
    }
    guard held.transfer.member.map({ $0 == store.member.id }) ?? true,
      TransferRules.isUnderWay(held.transfer.state),
      TransferRules.due(held.transfer).map({ $0 <= time.now() }) ?? false
    else { return nil }
    return held
  }

  /// A server that just refused is not asked again for each transfer: a login that fails again and
  /// again locks the account. What cannot pass has failed for them all.
  private func pass(
    _ held: HeldTransfer, _ failure: Failure, _ runner: TransferRunner, _ closed: inout ClosedServers,
    _ watcher: any Watcher
  ) throws(Failure) {
    guard !RetryRules.canPass(failure.code) else { return closed.postpone(held.transfer) }
    var transfer = held.transfer
    transfer.enter(.failed, at: time.now(), failure: failure)
    try runner.keep(transfer)
    try watcher.moved(TransferRunner.Outcome(transfer: transfer, failure: failure))
  }

  // MARK: Messages

  private func deliverMessages(
    _ runner: TransferRunner, _ watcher: any Watcher
  ) throws(Failure) -> [Notifier.Attempted] {
    guard try Notifier.isDue(in: store, at: time.now()) else { return [] }
    let notifier = try Notifier(store, runner.settings)
    let attempts = try notifier.drain(at: time.now()) { () throws(Failure) in try watcher.check() }
    for attempt in attempts { watcher.tried(attempt) }
    return attempts
  }

  private func refreshTransfers(
    _ runner: TransferRunner, _ attempts: [Notifier.Attempted], _ watcher: any Watcher
  ) throws(Failure) {
    let waiting = try store.look { (snapshot) throws(Failure) in
      try snapshot.due(.transfer, at: time.now(), limit: 1_000_000)
    }
    var ids: [TransferID] = []
    for header in waiting {
      guard let state = Transfer.State(rawValue: header.state), !TransferRules.isUnderWay(state),
        let id = TransferID(header.id)
      else { continue }
      ids.append(id)
    }
    // Also of those that an earlier version did not wait for.
    for id in attempts.compactMap({ $0.parent.flatMap { TransferID($0) } }) where !ids.contains(id) {
      ids.append(id)
    }
    for id in ids {
      if let changed = try runner.refresh(try Transfers(store).transfer(id), attempts) {
        try watcher.told(changed)
      }
    }
  }

  // MARK: What was left

  private func sweep() throws(Failure) {
    try place.sweep(now: time.now()) { (id) throws(Failure) in
      try store.look { (snapshot) throws(Failure) in
        guard let header = try snapshot.header(.transfer, id.text) else { return false }
        return Transfer.State(rawValue: header.state).map(TransferRules.needsCopy) ?? true
      }
    }
  }
}

/// The servers that could not be used in this run.
struct ClosedServers {
  private var failures: [ServerName?: Failure] = [:]
  private var counts: [ServerName?: Int] = [:]

  func failure(of transfer: Transfer) -> Failure? { failures[transfer.server] }

  mutating func note(_ outcome: TransferRunner.Outcome) {
    guard let failure = outcome.failure, RetryRules.concernsServer(failure.code) else { return }
    failures[outcome.transfer.server] = failure
  }

  mutating func postpone(_ transfer: Transfer) { counts[transfer.server, default: 0] += 1 }

  var postponed: [(count: Int, failure: Failure)] {
    counts.compactMap { server, count in failures[server].map { (count, $0) } }
  }
}
