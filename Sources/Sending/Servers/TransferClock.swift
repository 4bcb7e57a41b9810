internal import NetClient
internal import Platform
internal import Records
internal import SFTP

/// When work that goes on in one thread ends by wish or because its time is over, and how long it
/// goes on connecting anew.
struct TransferClock {
  private let end: ContinuousClock.Instant?
  private let isCancelled: @Sendable () -> Bool
  private let patience: Duration
  private var failures = 0
  private var bestDone: Int64 = 0
  private var failingSince: ContinuousClock.Instant?

  init(_ limits: ServerLimits) {
    end = limits.transfer.maxTime.map { .now + $0 }
    isCancelled = limits.isCancelled
    patience = limits.transfer.patience
  }

  /// Whether to stop now.
  var isOver: Bool { isCancelled() || isLate }

  private var isLate: Bool { end.map { .now >= $0 } ?? false }

  /// A cancellation that is none but the end of the time.
  func named(_ failure: Failure) -> Failure {
    guard failure.code == .transferCancelled, isLate, !isCancelled() else { return failure }
    return Failure(.transferTimeout, "the time that was given is over; what has arrived is kept")
  }

  /// How long to wait before the next try; `nil` when it is time to give up.
  ///
  /// - Parameter done: the bytes that have moved.
  mutating func delay(after failure: Failure, done: Int64) -> Duration? {
    // A flipped byte looks like a firewall before the first file; a firewall does so twice.
    let isFirst = failures == 0 && failure.code == .dataChannelRefused
    let isFirewall = failures > 0 && max(done, bestDone) == 0 && failure.code == .dataChannelRefused
    guard isFirst || failure.canPassOnceConnected(again: failures > 0 || done > 0), !isFirewall else {
      return nil
    }
    if done > bestDone {
      bestDone = done
      failingSince = nil
      failures = 0
    }
    let since = failingSince ?? .now
    failingSince = since
    let delay = Duration.milliseconds(250 * (1 << min(failures, 6)))
    failures += 1
    return since.duration(to: .now) + delay <= patience ? delay : nil
  }

  /// Waits, unless it is cancelled or the time is over.
  func wait(_ delay: Duration) throws(Failure) {
    let end = ContinuousClock.now + delay
    while ContinuousClock.now < end {
      if isOver {
        throw named(Failure(.transferCancelled, "interrupted; what has arrived is kept"))
      }
      let left = min(ContinuousClock.now.duration(to: end), .milliseconds(100))
      try EndRequest.wait(milliseconds: UInt32(max(1, left / .milliseconds(1))))
    }
  }
}

extension Failure {
  /// Whether the same may go well a little later, on a server that has let us in before.
  ///
  /// - Parameter again: whether something moved, or broke, before: a server may then still hold
  ///   on to what the broken connection had open, and refuse it to the next one.
  fileprivate func canPassOnceConnected(again: Bool) -> Bool {
    let always: Set<Failure.Code> = [
      .connectionLost, .connectTimeout, .connectionRefused, .hostUnreachable, .notFTP, .webServerFailed,
      // A byte that was flipped on the way looks like this.
      .tlsFailed, .ftpProtocol,
    ]
    return always.contains(code) || again && [.remoteFailure, .dataChannelRefused].contains(code)
  }
}
