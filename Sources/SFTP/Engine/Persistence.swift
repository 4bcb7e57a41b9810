internal import Records

/// Goes on connecting anew, slower each time, as long as something moves now and then.
struct Persistence {
  private let patience: Duration
  private var failures = 0
  private var lastDone: UInt64 = 0
  private var failingSince: ContinuousClock.Instant?

  init(patience: Duration) { self.patience = patience }

  /// How long to wait before the next try; `nil` when it is time to give up.
  ///
  /// - Parameter done: bytes that have arrived, as far as is known.
  mutating func delay(after failure: Failure, done: UInt64, now: ContinuousClock.Instant = .now) -> Duration?
  {
    // A server may still hold on to what the broken connection had open, and refuse it to
    // the next one without saying why.
    guard failure.canPass || failures > 0 && failure.code == .remoteFailure else { return nil }
    if done > lastDone {
      lastDone = done
      failingSince = nil
      failures = 0
    }
    // From the failure on: a stalled connection may have been waited for longer than that.
    let since = failingSince ?? now
    failingSince = since
    let delay = Duration.milliseconds(250 * (1 << min(failures, 6)))
    failures += 1
    guard since.duration(to: now) + delay <= patience else { return nil }
    return delay
  }

  /// Waits, unless it is cancelled or the time is over.
  static func wait(_ delay: Duration, _ settings: SFTPSettings, _ deadline: Deadline) throws(Failure) {
    let end = ContinuousClock.now + delay
    let bell = Monitor(false)
    while ContinuousClock.now < end {
      try settings.checkCancellation()
      try deadline.check()
      let left = ContinuousClock.now.duration(to: end)
      _ = bell.wait(atMost: min(left, .milliseconds(100))) { $0 ? true : nil }
    }
  }
}
