/// A telephone number as it was written: an optional `+`, then 3 to 15 digits (ITU-T E.164) with
/// blanks, dashes, dots, slashes and parentheses between them.
public struct PhoneNumber: Sendable {
  /// The number as it was written, without blanks at its ends.
  public let text: String
  /// The digits, behind a `+` where one was written.
  public let digits: String

  /// Takes a number, or `nil` when the text is none.
  public init?(_ text: String) {
    let text = text.trimmingBlanks
    guard text.utf8.count <= 40 else { return nil }
    var digits = ""
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "+") where index == 0: digits = "+"
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("),
        UInt8(ascii: ")"):
        break
      default: return nil
      }
    }
    guard (3...15).contains(digits.drop { $0 == "+" }.count) else { return nil }
    self.text = text
    self.digits = digits
  }
}

extension PhoneNumber: Hashable {
  /// Two spellings of one number are equal.
  public static func == (left: Self, right: Self) -> Bool { left.digits == right.digits }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(digits) }
}
