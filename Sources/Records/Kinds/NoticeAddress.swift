/// Where a message about something goes: one address, one way (R020, R178).
public enum NoticeAddress: Hashable, Sendable {
  /// By mail.
  case email(EmailAddress)
  /// By a text message.
  case phone(PhoneNumber)

  /// The word for the way: `mail` or `sms`.
  public var channel: String {
    switch self {
    case .email: "mail"
    case .phone: "sms"
    }
  }

  /// The address as it was given.
  public var text: String {
    switch self {
    case .email(let address): address.text
    case .phone(let number): number.text
    }
  }

  /// Reads the text of an address of a channel; `nil` when it is none.
  public init?(_ text: String, channel: String) {
    switch channel {
    case "mail":
      guard let address = EmailAddress(text) else { return nil }
      self = .email(address)
    case "sms":
      guard let number = PhoneNumber(text) else { return nil }
      self = .phone(number)
    default: return nil
    }
  }
}
