internal import NetClient
public import Records
public import Storage

/// The text message that tests an entry of a folder (R027): it says nothing about the patient.
public struct TestNotice: Sendable {
  /// Whom it is for.
  public let to: PhoneNumber
  let carrier: PhoneCarrier

  /// A test of a number whose phone is known to be of this carrier.
  public init(to: PhoneNumber, carrier: PhoneCarrier) {
    self.to = to
    self.carrier = carrier
  }

  static func text(_ id: DeliveryID) -> String {
    "This is a test. Text messages of your clinic will come to this phone. \(id.text)"
  }
}

/// What became of a test message.
public struct TestNoticeOutcome: Sendable {
  /// Names the message.
  public let id: DeliveryID
  /// Why it was not taken; `nil` when it was.
  public let failure: Failure?
  /// The service's id for it.
  public let providerID: String?
  /// Whether it went by mail to a carrier's gateway.
  public let isByGateway: Bool
}

extension Notifier {
  /// Sends a test message, once: a person waits for it, and tries again.
  ///
  /// - Parameters:
  ///   - parent: what the message is about, a folder.
  ///   - check: looks at the folder in the transaction that queues the message.
  /// - Throws: what `check` throws, and the store's failures.
  public func test(
    about parent: String, _ check: (WriteTransaction) throws(Failure) -> TestNotice
  ) throws(Failure) -> TestNoticeOutcome {
    let id = DeliveryID.random()
    let (claimed, now) = try store.write { (transaction) throws(Failure) in
      let notice = try check(transaction)
      let text = try QueuedText(
        to: notice.to, notice.carrier, text: TestNotice.text(id), date: transaction.time)
      let queued = try transaction.queue(Delivery(id: id, channel: "sms", parent: parent, payload: text.json))
      return (try transaction.claim(queued), transaction.time)
    }.value
    let attempt = try attempt([claimed], at: now, limit: 1).first
    var providerID: String?
    if case .string(let text)? = attempt?.details["provider_id"] { providerID = text }
    var isByGateway = false
    if case .gateways = texts { isByGateway = true }
    return TestNoticeOutcome(
      id: id, failure: attempt?.failure, providerID: providerID, isByGateway: isByGateway)
  }
}
