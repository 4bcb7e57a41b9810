internal import Synchronization

/// A limit of the rate that all connections of a transfer share.
final class TokenBucket: Sendable {
  private let rate: Double
  private let burst: Double
  private let state: Mutex<(tokens: Double, at: ContinuousClock.Instant)>

  /// - Parameter bytesPerSecond: at least 1,024; less would let a server's patience end.
  init(bytesPerSecond: UInt64, now: ContinuousClock.Instant = .now) {
    rate = Double(max(bytesPerSecond, 1024))
    // A quarter of a second, or the longest request, which must fit in at once.
    burst = max(rate / 4, 256 * 1024)
    state = Mutex((tokens: 0, at: now))
  }

  /// Takes `bytes` from what may be sent now: `nil`, or when to ask again.
  func take(_ bytes: UInt64, now: ContinuousClock.Instant = .now) -> ContinuousClock.Instant? {
    state.withLock { state in
      // Threads may come in another order than they looked at the clock.
      let passed = max(0, state.at.duration(to: now) / .seconds(1))
      state.tokens = min(burst, state.tokens + passed * rate)
      state.at = max(state.at, now)
      let missing = min(Double(bytes), burst) - state.tokens
      guard missing > 0 else {
        state.tokens -= Double(bytes)
        return nil
      }
      return now + .seconds(missing / rate)
    }
  }
}
