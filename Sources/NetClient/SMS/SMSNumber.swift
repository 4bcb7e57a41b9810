public import Records

/// A number that a text message can be sent to from anywhere (ITU-T E.164): `+15555550100`.
public struct SMSNumber: Hashable, Sendable {
  /// `+` and the digits.
  public let text: String

  /// The number of a folder's phone. One of ten digits without a country code is taken for one
  /// of the North American plan, where numbers are written so and begin with 2 to 9.
  ///
  /// - Throws: `sms_number_invalid`.
  public init(_ number: PhoneNumber) throws(Failure) {
    let digits = number.digits
    if digits.hasPrefix("+"), digits.count >= 8, !digits.hasPrefix("+0") {
      text = digits
    } else if digits.count == 10, let first = digits.first, ("2"..."9").contains(first) {
      text = "+1" + digits
    } else if digits.count == 11, digits.hasPrefix("1") {
      text = "+" + digits
    } else {
      throw Failure(.smsNumberInvalid, "the number lacks its country code, as in +49 30 1234567")
    }
  }

  /// The ten digits of a number of the North American plan, as its carriers' mail gateways take
  /// them; `nil` for any other.
  public var northAmericanDigits: String? {
    text.count == 12 && text.hasPrefix("+1") ? String(text.dropFirst(2)) : nil
  }
}
