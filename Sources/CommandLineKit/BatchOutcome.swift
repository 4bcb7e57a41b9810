public import Records

/// Counts what became of the items of a batch, and gives the exit status for it.
public struct BatchOutcome: Sendable {
  /// Items done.
  public private(set) var done = 0
  /// Items that failed.
  public private(set) var failed = 0
  private var firstFailure: Failure?

  /// Nothing counted yet.
  public init() {}

  /// Counts an item that is done.
  public mutating func succeed() { done += 1 }

  /// Counts an item that failed.
  public mutating func fail(_ failure: Failure) {
    failed += 1
    if firstFailure == nil { firstFailure = failure }
  }

  /// 0 when all are done; the item's own status when it was the only one; else 1.
  public var status: ExitStatus {
    guard let firstFailure else { return .success }
    return done + failed == 1 ? firstFailure.code.exit : .someFailed
  }
}
