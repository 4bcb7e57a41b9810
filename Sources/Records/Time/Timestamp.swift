/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Written as RFC 3339 in UTC with three decimals: `2026-11-24T05:47:34.123Z`. A binary
/// fraction would not survive being written and read, so there is none.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since the epoch, negative before it.
  public let milliseconds: Int64

  /// What can be written: from the first moment of the year 0 to the last of the year 9999.
  private static let writable: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

  /// The moment `milliseconds` after the epoch, held within the years 0 to 9999.
  public init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, Self.writable.lowerBound), Self.writable.upperBound)
  }

  /// Earlier moments are less.
  public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

  /// The moment `seconds` later (or earlier, when negative), held within the years 0 to 9999.
  public func advanced(bySeconds seconds: Int64) -> Timestamp {
    // More seconds than those years have would overflow, and may come from a setting.
    let bounded = min(max(seconds, -400_000_000_000), 400_000_000_000)
    return Timestamp(milliseconds: milliseconds + bounded * 1000)
  }

  /// The text as RFC 3339 in UTC, with milliseconds.
  public var rfc3339: String {
    let (days, inDay) = milliseconds.quotientAndRemainderFloored(by: 86_400_000)
    let date = CivilDate(daysSinceEpoch: days)
    func padded(_ value: Int64, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let time = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1000 % 60].map { padded($0, 2) }
    return "\(date.iso8601)T\(time.joined(separator: ":")).\(padded(inDay % 1000, 3))Z"
  }

  /// Reads RFC 3339 with any offset and up to three decimals; `nil` for anything else.
  ///
  /// A leap second (`:60`) is refused, since no clock here can give one, and so is a moment
  /// that its offset moves out of the years 0 to 9999.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t"),
      let date = CivilDate(iso8601: String(decoding: bytes[..<10], as: UTF8.self)),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = Digits.value(bytes[11..<13]), hour < 24,
      let minute = Digits.value(bytes[14..<16]), minute < 60,
      let second = Digits.value(bytes[17..<19]), second < 60
    else { return nil }
    var rest = bytes[19...]
    var fraction: Int64 = 0
    if rest.first == UInt8(ascii: ".") {
      let decimals = rest.dropFirst().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      guard (1...3).contains(decimals.count), let value = Digits.value(decimals) else { return nil }
      fraction = value * [100, 10, 1][decimals.count - 1]
      rest = rest.dropFirst(1 + decimals.count)
    }
    guard let offset = Self.offsetMinutes(rest) else { return nil }
    let minutes = date.daysSinceEpoch * 1440 + hour * 60 + minute - offset
    let milliseconds = (minutes * 60 + second) * 1000 + fraction
    guard Self.writable.contains(milliseconds) else { return nil }
    self.init(milliseconds: milliseconds)
  }

  private static func offsetMinutes(_ text: ArraySlice<UInt8>) -> Int64? {
    if text.count == 1, let only = text.first, only | 0x20 == UInt8(ascii: "z") { return 0 }
    let parts = Array(text)
    guard parts.count == 6, parts[0] == UInt8(ascii: "+") || parts[0] == UInt8(ascii: "-"),
      parts[3] == UInt8(ascii: ":"), let hours = Digits.value(parts[1..<3]), hours < 24,
      let minutes = Digits.value(parts[4..<6]), minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (parts[0] == UInt8(ascii: "-") ? -1 : 1)
  }
}

/// Plain decimal digits, without the signs and blanks that `Int64(_:)` would let pass.
enum Digits {
  static func value(_ digits: some Collection<UInt8>) -> Int64? {
    var result: Int64 = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      result = result * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return digits.isEmpty ? nil : result
  }
}

extension Int64 {
  func quotientAndRemainderFloored(by divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

extension Timestamp {
  /// The date in UTC.
  public var date: CivilDate {
    CivilDate(daysSinceEpoch: milliseconds.quotientAndRemainderFloored(by: 86_400_000).0)
  }
}
