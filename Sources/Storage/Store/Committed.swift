/// What a transaction gave, once it is durable.
public struct Committed<Value> {
  /// What the transaction's body returned.
  public let value: Value
  /// The newest event after the transaction, for receipts.
  public let head: EventHead
  /// The events of the transaction.
  public let events: Range<Int64>
}

extension Committed: Sendable where Value: Sendable {}
