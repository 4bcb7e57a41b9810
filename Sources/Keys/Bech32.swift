/// Bech32 (BIP-173) as age uses it: without the length limit.
///
/// Works on bytes, not on `String`, because an identity passes through here and a string
/// cannot be wiped.
public enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
  private static let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]

  /// The lower-case text for `bytes` under the human-readable part `prefix` (lower case).
  public static func encode(_ bytes: RawSpan, prefix: String) -> [UInt8] {
    let prefix = Array(prefix.utf8)
    var values = regroup(bytes, from: 8, to: 5, padding: true) ?? []
    defer { SecretBytes.wipe(&values) }
    let remainder = checksum(prefix, values, trailing: 6) ^ 1
    var text: [UInt8] = []
    text.reserveCapacity(prefix.count + values.count + 7)
    text += prefix
    text.append(UInt8(ascii: "1"))
    for value in values { text.append(alphabet[Int(value)]) }
    for index in 0..<6 { text.append(alphabet[Int(remainder >> UInt32(5 * (5 - index)) & 31)]) }
    return text
  }

  /// The bytes behind `text`, whose human-readable part must be `prefix` in the same case.
  ///
  /// `nil` for anything that is not the one text of these bytes: mixed case, a wrong
  /// checksum, an alien symbol, bits set in the padding.
  public static func decode(_ text: RawSpan, prefix: String) -> SecretBytes? {
    let head = Array(prefix.utf8) + [UInt8(ascii: "1")]
    var symbols = text.array
    defer { SecretBytes.wipe(&symbols) }
    guard symbols.count >= head.count + 6, symbols.starts(with: head) else { return nil }
    let upper = head.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")) ~= $0 }
    var values: [UInt8] = []
    values.reserveCapacity(symbols.count)
    defer { SecretBytes.wipe(&values) }
    for symbol in symbols.dropFirst(head.count) {
      guard let value = value(of: symbol, upper: upper) else { return nil }
      values.append(value)
    }
    let lowered = head.dropLast().map { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")) ~= byte ? byte | 0x20 : byte
    }
    guard checksum(lowered, values, trailing: 0) == 1 else { return nil }
    values.removeLast(6)
    guard var bytes = unsafe regroup(values.span.bytes, from: 5, to: 8, padding: false) else { return nil }
    return SecretBytes(wiping: &bytes)
  }

  private static func value(of symbol: UInt8, upper: Bool) -> UInt8? {
    let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= symbol
    let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")) ~= symbol
    guard upper ? !isLower : !isUpper else { return nil }
    return alphabet.firstIndex(of: isUpper ? symbol | 0x20 : symbol).map { UInt8($0) }
  }

  /// The BCH remainder over the expanded prefix, the values and `trailing` zeros.
  private static func checksum(_ prefix: [UInt8], _ values: [UInt8], trailing: Int) -> UInt32 {
    var state: UInt32 = 1
    func step(_ value: UInt8) {
      let top = state >> 25
      state = (state & 0x1ff_ffff) << 5 ^ UInt32(value)
      for (bit, coefficient) in generator.enumerated() where top >> UInt32(bit) & 1 == 1 {
        state ^= coefficient
      }
    }
    for byte in prefix { step(byte >> 5) }
    step(0)
    for byte in prefix { step(byte & 31) }
    for value in values { step(value) }
    for _ in 0..<trailing { step(0) }
    return state
  }

  /// Cuts a row of groups of `from` bits anew into groups of `to` bits.
  private static func regroup(_ input: RawSpan, from: UInt32, to: UInt32, padding: Bool) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(input.byteCount * Int(from) / Int(to) + 1)
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    let mask: UInt32 = 1 << to - 1
    for index in 0..<input.byteCount {
      buffer = (buffer << from | UInt32(input.byte(index))) & 0xfff
      bits += from
      while bits >= to {
        bits -= to
        output.append(UInt8(buffer >> bits & mask))
      }
    }
    if padding {
      if bits > 0 { output.append(UInt8(buffer << (to - bits) & mask)) }
    } else if bits >= from || buffer << (to - bits) & mask != 0 {
      return nil
    }
    return output
  }
}
