/// Base64 with the standard alphabet (RFC 4648 §4), canonical only.
///
/// Several texts for one value let a forger change a file without changing its meaning, so
/// the reader refuses stray padding, blanks, and bits set behind the last byte.
public enum Base64 {
  /// Whether the text is filled with `=` to a multiple of four.
  public enum Padding: Sendable {
    /// `Zg==`
    case padded
    /// `Zg`, as age's header has it.
    case unpadded
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text for `bytes`, without line breaks.
  public static func encode(_ bytes: some Collection<UInt8>, _ padding: Padding = .padded) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 4 / 3 + 4)
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(alphabet[Int(buffer >> UInt32(bits) & 63)])
      }
    }
    if bits > 0 { text.append(alphabet[Int(buffer << UInt32(6 - bits) & 63)]) }
    if padding == .padded {
      while !text.count.isMultiple(of: 4) { text.append(UInt8(ascii: "=")) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes, or `nil` when the text is not the one that `encode` gives for them.
  public static func decode(_ text: some StringProtocol, _ padding: Padding = .padded) -> [UInt8]? {
    var symbols = Array(text.utf8)
    if padding == .padded {
      guard symbols.count.isMultiple(of: 4) else { return nil }
      for _ in 0..<2 where symbols.last == UInt8(ascii: "=") { symbols.removeLast() }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(symbols.count * 3 / 4)
    var buffer: UInt32 = 0
    var bits = 0
    for symbol in symbols {
      guard let value = value(of: symbol) else { return nil }
      buffer = buffer << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    // Six bits over are a symbol too many; set bits behind the last byte are a second spelling.
    guard bits < 6, buffer & (1 << UInt32(bits) - 1) == 0 else { return nil }
    return bytes
  }

  private static func value(of symbol: UInt8) -> UInt8? {
    switch symbol {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): symbol - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): symbol - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): symbol - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
