internal import Records

/// When a transfer's time is over.
struct Deadline: Sendable {
  private let end: ContinuousClock.Instant?

  init(after limit: Duration?) { end = limit.map { .now + $0 } }

  func check(_ now: ContinuousClock.Instant = .now) throws(Failure) {
    if isOver(now) { throw Self.over }
  }

  private func isOver(_ now: ContinuousClock.Instant = .now) -> Bool { end.map { now >= $0 } ?? false }

  private static let over = Failure(
    .transferTimeout, "the time that was given is over; what has arrived is kept")

  /// Settings that end whatever waits when the time is over, be it a login.
  func ending(_ settings: SFTPSettings) -> SFTPSettings {
    guard end != nil else { return settings }
    var settings = settings
    let isCancelled = settings.isCancelled
    settings.isCancelled = { isOver() || isCancelled() }
    return settings
  }

  /// What such a cancellation is called.
  func named(_ failure: Failure) -> Failure {
    failure.code == .transferCancelled && isOver() ? Self.over : failure
  }
}
