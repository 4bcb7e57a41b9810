internal import Glibc
public import Records
internal import Synchronization

/// Tells the time. Rules take one, so that a test can say what time it is.
public protocol TimeSource: Sendable {
  /// The moment now.
  func now() -> Timestamp
}

/// The system's wall clock.
public struct SystemTimeSource: TimeSource {
  /// The system's wall clock.
  public init() {}

  /// The moment now, in whole milliseconds, rounded down.
  public func now() -> Timestamp {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

/// A clock that stands still until it is set: for tests, and for programs that replay.
public final class FixedTimeSource: TimeSource {
  private let moment: Mutex<Timestamp>

  /// A clock that says `moment`.
  public init(_ moment: Timestamp) { self.moment = Mutex(moment) }

  /// The moment that was set.
  public func now() -> Timestamp { moment.withLock { $0 } }

  /// Sets the clock.
  public func set(_ moment: Timestamp) { self.moment.withLock { $0 = moment } }
}
