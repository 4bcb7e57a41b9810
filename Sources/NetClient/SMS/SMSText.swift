public import Records

/// The text of one text message: at most 160 characters of the GSM 7-bit default alphabet (3GPP
/// TS 23.038). Anything longer, or with another letter in it, would be cut or sent as several.
public struct SMSText: Hashable, Sendable {
  /// The text.
  public let text: String

  /// The room in one message, in septets.
  public static let maximumLength = 160

  /// The alphabet without its escape character.
  private static let alphabet = Set(
    ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
      + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
  /// What takes two septets, the escape character and its own.
  private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)

  /// Takes a text.
  ///
  /// - Throws: `sms_invalid`.
  public init(_ text: String) throws(Failure) {
    var length = 0
    for scalar in text.unicodeScalars {
      if Self.alphabet.contains(scalar) {
        length += 1
      } else if Self.extended.contains(scalar) {
        length += 2
      } else {
        throw Failure(.smsInvalid, "the text has a letter that text messages do not have")
      }
    }
    guard (1...Self.maximumLength).contains(length) else {
      throw Failure(.smsInvalid, "a text message has 1 to \(Self.maximumLength) characters, not \(length)")
    }
    self.text = text
  }
}
