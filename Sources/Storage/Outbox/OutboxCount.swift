public import Records

/// How many messages of the outbox are how far, for somebody who wants to know why one does not
/// arrive: no address and no text.
public struct OutboxCount: Hashable, Sendable {
  /// How far they are.
  public let state: Delivery.State
  /// The way they take, a plain word: `mail`, `sms`, `voice`.
  public let channel: String
  /// How many.
  public private(set) var count: Int64 = 0
  /// When the oldest of them was put into the outbox.
  public private(set) var oldest: Timestamp?
  /// The most attempts that one of them has had.
  public private(set) var attempts: Int64 = 0
  /// The code of the failure that was last, where one failed.
  public private(set) var code: String?
  private var codeTime: Timestamp?

  fileprivate init(_ delivery: Delivery) {
    state = delivery.state
    channel = delivery.channel
  }

  fileprivate mutating func add(_ delivery: Delivery, _ record: Record) {
    count += 1
    attempts = max(attempts, delivery.attempts)
    if let created = record.created { oldest = min(oldest ?? created, created) }
    guard let word = delivery.code, let updated = record.updated, codeTime.map({ $0 <= updated }) ?? true
    else { return }
    (code, codeTime) = (word, updated)
  }
}

extension Snapshot {
  /// The messages that wait, are under way or were given up, by state and way; those that were
  /// delivered are no trouble to anybody.
  public func outboxCounts() throws(Failure) -> [OutboxCount] {
    var counts: [OutboxCount] = []
    for state in [Delivery.State.queued, .sending, .failed] {
      var last: Int64 = 0
      while true {
        let records = try records(.delivery, state: state.rawValue, after: last, limit: 500)
        for record in records {
          let delivery = try Delivery(record)
          let isSame = { (count: OutboxCount) in count.state == state && count.channel == delivery.channel }
          let place = counts.firstIndex(where: isSame) ?? counts.count
          if place == counts.count { counts.append(OutboxCount(delivery)) }
          counts[place].add(delivery, record)
        }
        guard let serial = records.last?.serial else { break }
        last = serial
      }
    }
    return counts
  }
}
