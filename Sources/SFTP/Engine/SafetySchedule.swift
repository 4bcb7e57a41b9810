/// When what has arrived is made safe next.
///
/// The pauses are short at first: what is on the server's disk already need not be waited for
/// at the end, and a file that takes a second is written while it is sent.
struct SafetySchedule {
  /// So much is made safe at once, whatever the time: a disk that is slower than the line would let
  /// more and more pile up, and each wait for it grow.
  static let mostBytes: UInt64 = 1 << 30

  private let longest: Duration
  private var pause: Duration
  private var next: ContinuousClock.Instant

  /// - Parameter interval: the longest pause; the first is a tenth of it.
  init(every interval: Duration, from now: ContinuousClock.Instant = .now) {
    longest = interval
    pause = interval / 10
    next = now + pause
  }

  /// - Parameter bytes: what has arrived and is not safe.
  func isDue(_ now: ContinuousClock.Instant, unsafe bytes: UInt64 = 0) -> Bool {
    now >= next || bytes >= Self.mostBytes
  }

  /// It is safe now; each pause is twice the one before.
  mutating func done(_ now: ContinuousClock.Instant = .now) {
    pause = min(pause * 2, longest)
    next = now + pause
  }
}
