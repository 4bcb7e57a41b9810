/// A span of time as a person writes it: a number of seconds, minutes, hours or days, as in
/// `90s`, `30m`, `24h`, `14d`.
public struct TimeSpan: Hashable, Sendable {
  /// Its length in seconds, never negative; a day has 24 hours.
  public let seconds: Int64

  /// What a span may be, for messages.
  public static let rule = "digits with s, m, h or d, as in 90s, 30m, 24h or 14d"

  /// Takes digits and one unit; up to eight digits, so that no sum overflows.
  public init?(_ text: String) {
    let units: [UInt8: Int64] = [
      UInt8(ascii: "s"): 1, UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3600, UInt8(ascii: "d"): 86_400,
    ]
    let bytes = Array(text.utf8)
    let digits = bytes.dropLast()
    guard let unit = bytes.last.flatMap({ units[$0] }), (1...8).contains(digits.count),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 })
    else { return nil }
    seconds = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) } * unit
  }
}
