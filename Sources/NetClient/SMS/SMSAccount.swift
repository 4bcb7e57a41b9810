public import Records

/// How we hand in text messages: a service with the API shape of Twilio's `Messages.json`, the
/// account there, whom the messages are from, whom to trust, how long to wait.
public struct SMSAccount: Sendable {
  /// The front of the service's addresses, as in `https://api.twilio.com/2010-04-01`.
  public let url: HTTPSURL
  /// The account's id, which also logs in.
  public let account: String
  /// Its token, a secret.
  public let token: String
  /// Whom the messages are from.
  public let from: SMSSender
  /// The certificates to trust as PEM, and no others then; `nil` for the system's.
  public let authority: String?
  /// Until the connection is there, in milliseconds.
  public let connectLimit: Int64
  /// For one whole delivery, connection included, in milliseconds.
  public let deliveryLimit: Int64

  /// Puts an account together.
  ///
  /// - Throws: `sms_invalid` for an account's id that is none; `sms_auth_failed` for a token
  ///   with a control character.
  public init(
    url: HTTPSURL, account: String, token: String, from: SMSSender, authority: String? = nil,
    connectLimit: Int64 = 15_000, deliveryLimit: Int64 = 60_000
  ) throws(Failure) {
    try Self.check(account)
    guard !token.isEmpty, !token.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else {
      throw Failure(.smsAuthFailed, "the token is empty or has a control character")
    }
    self.url = url
    self.account = account
    self.token = token
    self.from = from
    self.authority = authority
    self.connectLimit = max(1, connectLimit)
    self.deliveryLimit = max(1, deliveryLimit)
  }

  /// Checks an account's id, which becomes a part of the address: letters and digits.
  ///
  /// - Throws: `sms_invalid`.
  public static func check(_ account: String) throws(Failure) {
    guard (1...64).contains(account.utf8.count), account.utf8.allSatisfy(\.isLetterOrDigit) else {
      throw Failure(.smsInvalid, "the account's id is not one of letters and digits")
    }
  }

  /// The request that hands `message` in.
  func task(_ message: SMSMessage) -> HTTPSTask {
    HTTPSTask(
      url: url.appending("Accounts", account, "Messages.json"), user: account, password: token,
      form: [
        "To": .string(message.to.text), from.field: .string(from.text), "Body": .string(message.text.text),
      ],
      authority: authority, connectLimit: connectLimit, totalLimit: deliveryLimit)
  }
}

extension SMSAccount: CustomStringConvertible, CustomReflectable {
  /// The service alone: a description gets into logs.
  public var description: String { url.text }

  /// The service alone, for `dump` and debuggers too.
  public var customMirror: Mirror { Mirror(self, children: ["url": url.text]) }
}

/// Whom text messages are from.
public struct SMSSender: Hashable, Sendable {
  /// The number, the name or the pool's id.
  public let text: String
  /// The form's field that it goes into.
  let field: String

  /// Reads a number with its country code, a name of at most eleven letters, digits and blanks
  /// with a letter in it, or the id of a pool of numbers (`MG` and 32 digits).
  ///
  /// - Throws: `sms_invalid`.
  public init(parsing text: String) throws(Failure) {
    if let number = PhoneNumber(text), let called = try? SMSNumber(number) {
      self.init(called.text, field: "From")
    } else if text.utf8.count == 34, text.hasPrefix("MG"), text.utf8.allSatisfy(\.isLetterOrDigit) {
      self.init(text, field: "MessagingServiceSid")
    } else if (1...11).contains(text.utf8.count), text.utf8.contains(where: \.isLetter),
      text.utf8.allSatisfy({ $0.isLetterOrDigit || $0 == 0x20 })
    {
      self.init(text, field: "From")
    } else {
      throw Failure(
        .smsInvalid, "the sender is neither a number with its country code, nor a name of at most 11 letters",
        hint: "so-ftpsend config set sms.from +15555550100")
    }
  }

  private init(_ text: String, field: String) {
    self.text = text
    self.field = field
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

  fileprivate var isLetterOrDigit: Bool {
    isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}
