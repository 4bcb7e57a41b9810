/// A rate of transfer: digits, and `K`, `M` or `G` for powers of 1,024, as in `500K` or `20M`.
public struct ByteRate: Hashable, Sendable {
  /// Bytes a second, at least 1,024.
  public let bytesPerSecond: UInt64

  /// What a rate may be, for messages.
  public static let rule = "bytes a second, at least 1K: digits with K, M or G, as in 20M"

  /// Takes the text; up to nine digits, so that nothing overflows.
  public init?(_ text: String) {
    let powers: [UInt8: UInt64] = [
      UInt8(ascii: "K"): 1 << 10, UInt8(ascii: "M"): 1 << 20, UInt8(ascii: "G"): 1 << 30,
    ]
    var digits = Array(text.utf8)
    var unit: UInt64 = 1
    if let power = digits.last.flatMap({ powers[$0] }) {
      unit = power
      digits.removeLast()
    }
    guard (1...9).contains(digits.count),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 })
    else { return nil }
    bytesPerSecond = digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) } * unit
    guard bytesPerSecond >= 1024 else { return nil }
  }
}
