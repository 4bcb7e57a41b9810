internal import NetClient
internal import Platform
public import Profile
public import Records
public import Storage
internal import SystemPackage

/// Delivers the messages of the outbox by mail, one to each address: a bad address does not
/// stop the rest (R020, R178).
public struct Notifier {
  private let store: Store
  private let account: MailAccount
  private let from: Mailbox
  /// How often a message that can pass is tried before it is given up.
  private static let attemptLimit: Int64 = 10

  /// A recipient who was not told.
  public struct Untold: Sendable {
    /// Whom the message was for.
    public let to: EmailAddress
    /// Why it was not delivered.
    public let failure: Failure
  }

  /// Reads the mail settings.
  ///
  /// - Throws: `setting_missing`, and what the settings' values throw.
  public init(_ store: Store, _ settings: Settings) throws(Failure) {
    self.store = store
    from = try Mailbox(parsing: try settings.required(.mailFrom))
    account = try MailAccount(
      server: try MailServerURL(parsing: try settings.required(.mailURL)), user: settings[.mailUser],
      password: settings[.mailPassword], authority: try Self.authority(settings[.mailCAFile]))
  }

  /// Whether a mail can be made of a subject and a text: to be asked before there is anything
  /// to tell, since afterwards the recipients would hear nothing.
  ///
  /// - Throws: `mail_message_invalid`.
  public func check(subject: String?, text: String?) throws(Failure) {
    let id = DeliveryID.random()
    let notice = ContainerNotice(
      to: from.address, link: nil, transfer: .random(), subject: subject, text: text)
    _ = try message(
      QueuedMail(
        to: notice.to, subject: notice.mailSubject, text: notice.mailText, date: Timestamp(milliseconds: 0)),
      id)
  }

  private static func authority(_ path: String?) throws(Failure) -> String? {
    guard let path else { return nil }
    let bytes = try InputFile(opening: FilePath(path))
      .readAll(limit: 1 << 20, excess: Failure(.mailAuthorityInvalid, "\(path) is larger than 1 MiB"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Delivers what is queued about `parent` now.
  ///
  /// A message whose address can be served later stays queued; one that the server refuses
  /// for good is given up.
  /// - Returns: every message about `parent`, and who was not told by this attempt.
  /// - Throws: the store's failures only.
  public func deliver(about parent: String) throws(Failure) -> (notices: [Transfer.Notice], untold: [Untold])
  {
    let claimed = try store.write { (transaction) throws(Failure) in
      var claimed: [Delivery] = []
      for delivery in try transaction.deliveries(about: parent, state: .queued) {
        claimed.append(try transaction.claim(delivery))
      }
      return claimed
    }.value
    let mailer = Mailer(account)
    var outcomes: [DeliveryID: MailDelivery] = [:]
    var untold: [Untold] = []
    var messages: [(delivery: Delivery, message: MailMessage)] = []
    for delivery in claimed {
      do throws(Failure) { messages.append((delivery, try message(for: delivery))) } catch {
        untold.append(Untold(to: try QueuedMail(json: delivery.payload).to, failure: error))
        _ = try store.write { (transaction) throws(Failure) in try transaction.fail(delivery, error) }
      }
    }
    for (delivery, outcome) in zip(messages.map(\.delivery), mailer.deliver(messages.map(\.message))) {
      outcomes[delivery.id] = outcome
      if let failure = outcome.failure { untold.append(Untold(to: outcome.to, failure: failure)) }
      try settle(delivery, outcome)
    }
    let notices = try store.look { (snapshot) throws(Failure) in
      var notices: [Transfer.Notice] = []
      for delivery in try snapshot.deliveries(about: parent) {
        notices.append(try Self.notice(delivery, outcomes[delivery.id]))
      }
      return notices
    }
    return (notices, untold)
  }

  /// The same delivery gives the same bytes and the same Message-ID, so that a server that
  /// took the message and did not answer can tell that it has it.
  private func message(for delivery: Delivery) throws(Failure) -> MailMessage {
    try message(try QueuedMail(json: delivery.payload), delivery.id)
  }

  private func message(_ mail: QueuedMail, _ id: DeliveryID) throws(Failure) -> MailMessage {
    guard let id = MessageID("\(id.text)@\(from.address.domain)") else {
      throw Failure(.internalError, "a delivery's id makes no Message-ID")
    }
    return try MailMessage(
      from: from, to: mail.to, subject: mail.subject, text: mail.text, date: mail.date, id: id,
      calendar: mail.event?.part(from: from.address, to: mail.to, stamp: mail.date))
  }

  private func settle(_ delivery: Delivery, _ outcome: MailDelivery) throws(Failure) {
    _ = try store.write { (transaction) throws(Failure) in
      guard let failure = outcome.failure else {
        _ = try transaction.sent(delivery, details: ["reply": .text(outcome.reply?.summary)])
        return
      }
      let canPass =
        [.tryAgain, .unavailable].contains(failure.code.exit) && delivery.attempts < Self.attemptLimit
      if canPass {
        // 1, 2, 4 … minutes, at most six hours.
        let wait: Int64 = min(60 << (delivery.attempts - 1), 6 * 3600)
        _ = try transaction.retry(delivery, at: transaction.time.advanced(bySeconds: wait), failure)
      } else {
        _ = try transaction.fail(delivery, failure)
      }
    }
  }

  /// Every message about `parent`, as it is now.
  public static func notices(about parent: String, in snapshot: Snapshot) throws(Failure)
    -> [Transfer.Notice]
  {
    var notices: [Transfer.Notice] = []
    for delivery in try snapshot.deliveries(about: parent) { notices.append(try notice(delivery, nil)) }
    return notices
  }

  /// The addresses that were, or are to be, told about `parent`, each once.
  public static func addresses(toldAbout parent: String, in snapshot: Snapshot) throws(Failure)
    -> [EmailAddress]
  {
    var addresses: [EmailAddress] = []
    for delivery in try snapshot.deliveries(about: parent) {
      let to = try QueuedMail(json: delivery.payload).to
      if !addresses.contains(to) { addresses.append(to) }
    }
    return addresses
  }

  private static func notice(_ delivery: Delivery, _ outcome: MailDelivery?) throws(Failure)
    -> Transfer.Notice
  {
    var notice = Transfer.Notice(id: delivery.id, to: try QueuedMail(json: delivery.payload).to)
    switch delivery.state {
    case .queued, .sending: notice.status = "queued"
    case .sent: notice.status = "delivered"
    case .failed: notice.status = "failed"
    }
    notice.code = delivery.code
    notice.reply = outcome?.reply.map { "\($0.code) \($0.text)" }
    return notice
  }
}
