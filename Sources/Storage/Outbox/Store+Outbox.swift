internal import Platform
public import Records

extension RecordKind {
  /// Messages in the outbox: addresses and ids, no PHI, so that a queue can look at them.
  public static let delivery = RecordKind("delivery", holdsPHI: false)
}

extension EventAction {
  /// A message was put into the outbox.
  public static let deliveryQueue = EventAction("delivery.queue")
  /// An attempt to deliver it began.
  public static let deliveryAttempt = EventAction("delivery.attempt")
  /// It was taken over by the next server.
  public static let deliverySent = EventAction("delivery.sent")
  /// An attempt failed, and there will be another.
  public static let deliveryRetry = EventAction("delivery.retry")
  /// It was given up.
  public static let deliveryFailed = EventAction("delivery.failed")
}

extension Snapshot {
  /// A message of the outbox.
  public func delivery(_ id: DeliveryID) throws(Failure) -> Delivery? {
    try record(.delivery, id.text).map { record throws(Failure) in try Delivery(record) }
  }

  /// Messages of the outbox in the order of their coming.
  public func deliveries(
    about parent: String? = nil, state: Delivery.State? = nil, limit: Int = 500
  ) throws(Failure) -> [Delivery] {
    var found: [Delivery] = []
    for record in try records(.delivery, parent: parent, state: state?.rawValue, limit: limit) {
      found.append(try Delivery(record))
    }
    return found
  }
}

extension WriteTransaction {
  /// Puts a message into the outbox.
  @discardableResult
  public func queue(_ delivery: Delivery) throws(Failure) -> Delivery {
    let record = Record(
      .delivery, id: delivery.id.text, parent: delivery.parent, state: Delivery.State.queued.rawValue,
      due: delivery.due ?? time, value: delivery.sealed)
    return try Delivery(insert(record, action: .deliveryQueue))
  }

  /// Begins an attempt: for `lease` seconds nobody else takes the message.
  ///
  /// - Throws: `version_conflict` when another process has taken it already.
  public func claim(_ delivery: Delivery, lease: Int64 = 300) throws(Failure) -> Delivery {
    var delivery = delivery
    // The process that was at it died: nobody knows how far it came.
    if delivery.state == .sending { delivery.code = Failure.Code.deliveryInterrupted.word }
    delivery.state = .sending
    delivery.attempts += 1
    delivery.due = time.advanced(bySeconds: lease)
    return try store(delivery, .deliveryAttempt, delivery.code.map { ["after": .string($0)] })
  }

  /// Ends an attempt: the next server has the message.
  @discardableResult
  public func sent(_ delivery: Delivery, details: JSONObject? = nil) throws(Failure) -> Delivery {
    var delivery = delivery
    delivery.state = .sent
    delivery.code = nil
    delivery.due = nil
    return try store(delivery, .deliverySent, details)
  }

  /// Ends an attempt that failed with something that can pass.
  @discardableResult
  public func retry(
    _ delivery: Delivery, at moment: Timestamp, _ failure: Failure
  ) throws(Failure) -> Delivery {
    var delivery = delivery
    delivery.state = .queued
    delivery.code = failure.code.word
    delivery.due = moment
    return try store(delivery, .deliveryRetry, Self.details(failure))
  }

  /// Gives the message up.
  @discardableResult
  public func fail(_ delivery: Delivery, _ failure: Failure) throws(Failure) -> Delivery {
    var delivery = delivery
    delivery.state = .failed
    delivery.code = failure.code.word
    delivery.due = nil
    return try store(delivery, .deliveryFailed, Self.details(failure))
  }

  /// Puts a message that was given up, or that waits for its next attempt, into the outbox anew,
  /// due at once.
  @discardableResult
  public func requeue(_ delivery: Delivery) throws(Failure) -> Delivery {
    var delivery = delivery
    delivery.state = .queued
    delivery.attempts = 0
    delivery.due = time
    return try store(delivery, .deliveryQueue)
  }

  private static func details(_ failure: Failure) -> JSONObject {
    ["code": .string(failure.code.word), "message": .string(failure.message)]
  }

  private func store(
    _ delivery: Delivery, _ action: EventAction, _ details: JSONObject? = nil
  ) throws(Failure) -> Delivery {
    var record = try required(.delivery, delivery.id.text)
    guard record.version == delivery.version else {
      throw Failure(.versionConflict, "another process is at the delivery \(delivery.id)")
    }
    record.state = delivery.state.rawValue
    record.due = delivery.due
    record.setValue(delivery.sealed)
    return try Delivery(update(record, action: action, details: details))
  }
}

extension Store {
  /// Takes up to `limit` messages that are due, for `lease` seconds: nobody else gets them
  /// meanwhile, and when this process dies they become due again.
  public func claimDueDeliveries(limit: Int = 20, lease: Int64 = 300) throws(Failure) -> [Delivery] {
    let isAny = try look { view throws(Failure) in
      try !view.due(.delivery, at: time.now(), limit: 1).isEmpty
    }
    guard isAny else { return [] }
    return try write { tx throws(Failure) in
      var claimed: [Delivery] = []
      for header in try tx.due(.delivery, at: tx.time, limit: limit) {
        claimed.append(try tx.claim(Delivery(tx.required(.delivery, header.id)), lease: lease))
      }
      return claimed
    }.value
  }
}
