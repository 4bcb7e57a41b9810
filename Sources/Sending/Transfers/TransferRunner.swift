internal import Keys
public import Notices
public import Platform
public import Profile
public import Records
internal import SFTP
public import Storage
internal import SystemPackage

/// Carries transfers out: to the server first, then a message to each recipient (R067).
///
/// A transfer is a state machine whose states are kept in the store, each before the next step
/// begins, and each step can be done again: whatever happens, the next call finds out how far
/// it came and does the rest.
public struct TransferRunner {
  /// What became of one transfer.
  public struct Outcome: Sendable {
    /// The transfer, as it is kept.
    public internal(set) var transfer: Transfer
    /// Why the container is not on the server, or why nobody could be told, if so.
    public internal(set) var failure: Failure?
    /// The recipients who were not told, and why.
    public internal(set) var untold: [Notifier.Untold] = []
    /// The recipients who may be told for the second time: nobody knows whether the mail before,
    /// which had the same Message-ID, arrived.
    public internal(set) var retold: [NoticeAddress] = []
    /// What a person may want to know, and what is no failure.
    public internal(set) var notes: [String] = []
  }

  let store: Store
  let profile: Profile
  let settings: Settings
  let wishes: LimitWishes
  let time: any TimeSource
  let place: TransferPlace

  /// Reads the settings.
  ///
  /// - Parameter wishes: what a person wants otherwise than the settings say.
  /// - Throws: what reading the settings throws.
  public init(
    _ store: Store, _ profile: Profile, wishes: LimitWishes = LimitWishes(), time: any TimeSource
  ) throws(Failure) {
    self.store = store
    self.profile = profile
    self.time = time
    settings = try profile.settings()
    self.wishes = wishes.masking(settings)
    place = TransferPlace(profile.transfersPath, store)
  }

  /// Takes a transfer for this process.
  ///
  /// - Throws: `transfer_unknown`; `lock_held` when another process is at it.
  public func hold(_ id: TransferID) throws(Failure) -> HeldTransfer {
    _ = try Transfers(store).transfer(id)
    let lock = try place.hold(id, now: time.now())
    do throws(Failure) {
      try place.adoptCopy(id)
      // Read again: whoever had it until now may have moved it.
      return HeldTransfer(try Transfers(store).transfer(id), lock)
    } catch {
      lock.removeFile()
      throw error
    }
  }

  /// Does what is to be done for a transfer: sends its container, and tells its recipients.
  ///
  /// - Parameter progress: bytes sent, bytes in all.
  /// - Throws: what keeps a state from being kept; everything else is in the outcome.
  public func move(
    _ held: HeldTransfer, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(Failure) -> Outcome {
    var outcome = try upload(held, progress: progress)
    if outcome.failure == nil, TransferRules.mayTell(outcome.transfer) { try tell(&outcome) }
    return outcome
  }

  /// Sends the container, if it is not on the server yet.
  func upload(_ held: HeldTransfer, progress: (Int64, Int64) -> Void) throws(Failure) -> Outcome {
    guard TransferRules.isUnderWay(held.transfer.state) else { return Outcome(transfer: held.transfer) }
    return try withoutActuallyEscaping(progress) { (progress) throws(Failure) in
      let run = TransferRun(self, held.transfer, progress)
      var failure: Failure?
      do throws(Failure) { try run.upload() } catch { failure = error }
      if let failure { try settle(&run.transfer, failure) }
      return Outcome(transfer: run.transfer, failure: failure, notes: run.notes)
    }
  }

  /// Keeps what follows from a failed attempt.
  private func settle(_ transfer: inout Transfer, _ failure: Failure) throws(Failure) {
    let now = time.now()
    var step: Transfer.Step
    switch RetryRules.verdict(failure, attempts: transfer.attempts) {
    case .interrupted:
      transfer.forgetAttempt()
      step = Transfer.Step(.queued, at: now)
      transfer.enter(step, failure: failure)
      transfer.wait(until: now)
    case .again(let seconds):
      step = Transfer.Step(.queued, at: now)
      transfer.enter(step, failure: failure)
      transfer.wait(until: now.advanced(bySeconds: seconds))
    case .failed:
      transfer.enter(.failed, at: now, failure: failure)
    }
    try keep(transfer)
  }

  func keep(_ transfer: Transfer) throws(Failure) {
    _ = try store.write { (transaction) throws(Failure) in try transaction.update(transfer) }
  }

  /// Tells the recipients of a file that is on the server.
  func tell(_ outcome: inout Outcome) throws(Failure) {
    guard !outcome.transfer.deliveries.isEmpty else { return }
    let notifier: Notifier
    do throws(Failure) { notifier = try Notifier(store, settings) } catch {
      outcome.failure = error
      return
    }
    let attempts = try notifier.attempt(about: outcome.transfer.id.text)
    outcome.untold = attempts.compactMap { attempt in
      attempt.failure.map { Notifier.Untold(to: attempt.to, failure: $0) }
    }
    outcome.retold = attempts.filter(\.mayBeRepeated).map(\.to)
    outcome.transfer = try refresh(outcome.transfer, attempts) ?? outcome.transfer
  }

  /// Takes what became of the messages into the transfer, and ends it when all were told.
  ///
  /// - Returns: the transfer as it is kept now; `nil` when nothing changed.
  func refresh(_ transfer: Transfer, _ attempts: [Notifier.Attempted]) throws(Failure) -> Transfer? {
    let replies = Dictionary(attempts.map { ($0.id, $0.reply) }) { first, _ in first }
    let now = time.now()
    return try store.write { (transaction) throws(Failure) in
      var changed = try transaction.transfer(transfer.id)
      let before = changed
      guard try changed.takeDeliveries(from: transaction, replies) else { return nil }
      if changed.state == .published, !changed.hasUntold { changed.enter(.notified, at: now) }
      guard changed != before else { return nil }
      try transaction.update(changed)
      return changed
    }.value
  }
}
