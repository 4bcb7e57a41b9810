internal import NetClient
public import Records
public import Storage

extension Notifier {
  /// What became of an attempt to deliver one message of the outbox.
  public struct Attempted: Sendable {
    /// Names the message.
    public let id: DeliveryID
    /// What it is about: a transfer, an appointment, a folder.
    public let parent: String?
    /// Whom it is for.
    public let to: NoticeAddress
    /// Why it was not delivered; `nil` when it was.
    public let failure: Failure?
    /// What the mail server said.
    public let reply: String?
    /// Whether nobody knows if the attempt before delivered it: the same message, with the same
    /// Message-ID, may then arrive twice.
    public let mayBeRepeated: Bool

    init(_ attempt: DeliveryAttempt) {
      id = attempt.delivery.id
      parent = attempt.delivery.parent
      to = attempt.to
      failure = attempt.failure
      reply = attempt.reply
      let before = attempt.delivery.code
      mayBeRepeated = [Failure.Code.mailUnanswered, .serviceUnanswered, .deliveryInterrupted]
        .contains { $0.word == before }
    }
  }

  /// Makes one attempt at each message about `parent` that waits, due or not: a person is there.
  ///
  /// - Throws: the store's failures only.
  public func attempt(about parent: String) throws(Failure) -> [Attempted] {
    let (claimed, now) = try store.write { (transaction) throws(Failure) in
      var claimed: [Delivery] = []
      for delivery in try transaction.deliveries(about: parent, state: .queued) {
        claimed.append(try transaction.claim(delivery))
      }
      return (claimed, transaction.time)
    }.value
    return try attempt(claimed, at: now).map { Attempted($0) }
  }

  /// Makes one attempt at each message of the outbox that is due, whatever it is about.
  ///
  /// - Parameters:
  ///   - now: the day decides whether a carrier's gateway is open.
  ///   - check: throws to end between two groups.
  /// - Throws: the store's failures, and what `check` throws.
  public func drain(
    at now: Timestamp, checking check: () throws(Failure) -> Void
  ) throws(Failure) -> [Attempted] {
    var all: [Attempted] = []
    while true {
      try check()
      let claimed = try store.claimDueDeliveries()
      guard !claimed.isEmpty else { return all }
      all += try attempt(claimed, at: now).map { Attempted($0) }
    }
  }

  /// Whether a message of the outbox is due, so that it is worth reading the settings.
  public static func isDue(in store: Store, at time: Timestamp) throws(Failure) -> Bool {
    try store.look { (snapshot) throws(Failure) in
      try !snapshot.due(.delivery, at: time, limit: 1).isEmpty
    }
  }
}
