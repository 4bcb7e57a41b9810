/// When what has arrived is made safe next.
///
/// The pauses are short at first: what is on the server's disk already need not be waited for
/// at the end, and a file that takes a second is written while it is sent.
struct SafetySchedule {
  private let longest: Duration
  private var pause: Duration
  private var next: ContinuousClock.Instant

  /// - Parameter interval: the longest pause; the first is a tenth of it.
  init(every interval: Duration, from now: ContinuousClock.Instant = .now) {
    longest = interval
    pause = interval / 10
    next = now + pause
  }

  func isDue(_ now: ContinuousClock.Instant) -> Bool { now >= next }

  /// It is safe now; each pause is twice the one before.
  mutating func done(_ now: ContinuousClock.Instant = .now) {
    pause = min(pause * 2, longest)
    next = now + pause
  }
}
