internal import Notices
public import Records
internal import Storage

extension Transfer {
  /// Whether there is a recipient who was not told.
  public var hasUntold: Bool { deliveries.contains { $0.status != "delivered" } }

  /// Takes what became of the messages about it, as the outbox has it now.
  ///
  /// - Parameter replies: what the mail server said just now.
  /// - Returns: whether there are messages.
  mutating func takeDeliveries(
    from snapshot: Snapshot, _ replies: [DeliveryID: String?] = [:]
  ) throws(Failure) -> Bool {
    let known = Dictionary(deliveries.map { ($0.id, $0.reply) }) { first, _ in first }
    var notices = try Notifier.notices(about: id.text, in: snapshot)
    guard !notices.isEmpty else { return false }
    for index in notices.indices {
      let id = notices[index].id
      notices[index].reply = replies[id] ?? known[id] ?? nil
    }
    deliveries = notices
    return true
  }
}
