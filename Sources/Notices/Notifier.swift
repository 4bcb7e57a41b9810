internal import NetClient
internal import Platform
public import Profile
public import Records
public import Storage

/// Delivers the messages of the outbox by mail and as text messages, one to each address: a bad
/// address does not stop the rest (R020, R024, R178).
public struct Notifier {
  let store: Store
  /// `nil` only for a notifier of text messages, and only where a service takes them.
  let mail: MailRoute?
  let texts: TextRoute
  /// How often a message that can pass is tried before it is given up.
  static let attemptLimit: Int64 = 10

  /// A recipient who was not told.
  public struct Untold: Sendable {
    /// Whom the message was for.
    public let to: NoticeAddress
    /// Why it was not delivered.
    public let failure: Failure

    /// Names a recipient and says why they were not told.
    public init(to: NoticeAddress, failure: Failure) {
      self.to = to
      self.failure = failure
    }
  }

  /// Reads the settings of mail and of text messages.
  ///
  /// - Throws: `setting_missing`, and what the settings' values throw.
  public init(_ store: Store, _ settings: Settings) throws(Failure) {
    self.store = store
    mail = try MailRoute(settings)
    texts = try TextRoute(settings)
  }

  /// A notifier of text messages: mail settings are needed only where there is no service, since
  /// the carriers' gateways are reached by mail.
  ///
  /// - Throws: as the other.
  public init(texting store: Store, _ settings: Settings) throws(Failure) {
    self.store = store
    texts = try TextRoute(settings)
    if case .gateways = texts { mail = try MailRoute(settings) } else { mail = nil }
  }

  /// Whether a mail can be made of a subject and a text: to be asked before there is anything
  /// to tell, since afterwards the recipients would hear nothing.
  ///
  /// - Throws: `mail_message_invalid`.
  public func check(subject: String?, text: String?) throws(Failure) {
    try Self.check(mail, subject: subject, text: text)
  }

  /// The same, of the settings alone: where there may be no store yet.
  ///
  /// - Throws: `setting_missing`, what the settings' values throw, `mail_message_invalid`.
  public static func check(_ settings: Settings, subject: String?, text: String?) throws(Failure) {
    try check(try MailRoute(settings), subject: subject, text: text)
  }

  private static func check(_ mail: MailRoute?, subject: String?, text: String?) throws(Failure) {
    guard let mail else { throw withoutMail }
    let notice = ContainerNotice(
      to: mail.from.address, link: nil, transfer: .random(), subject: subject, text: text)
    _ = try mail.message(
      QueuedMail(
        to: notice.to, subject: notice.mailSubject, text: notice.mailText, date: Timestamp(milliseconds: 0)),
      .random())
  }

  static let withoutMail = Failure(
    .settingMissing, "the setting mail.url has no value", hint: "so-ftpsend config set mail.url VALUE")

  /// Delivers what is queued about `parent` now.
  ///
  /// A message whose address can be served later stays queued; one that the server refuses
  /// for good is given up.
  /// - Returns: every message about `parent`, and who was not told by this attempt.
  /// - Throws: the store's failures only.
  public func deliver(about parent: String) throws(Failure) -> (notices: [Transfer.Notice], untold: [Untold])
  {
    let attempts = try attempt(about: parent)
    let replies = Dictionary(attempts.map { ($0.id, $0.reply) }) { first, _ in first }
    let notices = try store.look { (snapshot) throws(Failure) in
      var notices = try Self.notices(about: parent, in: snapshot)
      for index in notices.indices { notices[index].reply = replies[notices[index].id] ?? nil }
      return notices
    }
    let untold = attempts.compactMap { attempt in
      attempt.failure.map { Untold(to: attempt.to, failure: $0) }
    }
    return (notices, untold)
  }

  /// Every message about `parent`, as it is now.
  public static func notices(about parent: String, in snapshot: Snapshot) throws(Failure)
    -> [Transfer.Notice]
  {
    var notices: [Transfer.Notice] = []
    for delivery in try snapshot.deliveries(about: parent) {
      var notice = Transfer.Notice(id: delivery.id, to: try delivery.address)
      switch delivery.state {
      case .queued, .sending: notice.status = "queued"
      case .sent: notice.status = "delivered"
      case .failed: notice.status = "failed"
      }
      notice.code = delivery.code
      notice.attempts = delivery.attempts
      notices.append(notice)
    }
    return notices
  }

  /// The addresses that were, or are to be, told about `parent` by mail, each once.
  public static func addresses(toldAbout parent: String, in snapshot: Snapshot) throws(Failure)
    -> [EmailAddress]
  {
    var addresses: [EmailAddress] = []
    for delivery in try snapshot.deliveries(about: parent) {
      if case .email(let address) = try delivery.address, !addresses.contains(address) {
        addresses.append(address)
      }
    }
    return addresses
  }

  /// The phones that were, or are to be, told about `parent` by text messages, each once.
  public static func phones(toldAbout parent: String, in snapshot: Snapshot) throws(Failure)
    -> [(number: PhoneNumber, carrier: PhoneCarrier)]
  {
    var phones: [(number: PhoneNumber, carrier: PhoneCarrier)] = []
    for delivery in try snapshot.deliveries(about: parent) where delivery.channel == "sms" {
      let text = try QueuedText(json: delivery.payload)
      if !phones.contains(where: { $0.number == text.to }) { phones.append((text.to, text.carrier)) }
    }
    return phones
  }
}

extension Delivery {
  /// Whom it is for.
  var address: NoticeAddress {
    get throws(Failure) {
      channel == "sms" ? .phone(try QueuedText(json: payload).to) : .email(try QueuedMail(json: payload).to)
    }
  }
}
