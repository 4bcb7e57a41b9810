/// Writes what PKCS #1 needs of DER: a sequence of positive integers.
enum DER {
  /// The sequence of `integers`, each the most significant byte first.
  static func sequence(_ integers: [[UInt8]]) -> [UInt8] {
    var body: [UInt8] = []
    defer { SecretBytes.wipe(&body) }
    body.reserveCapacity(integers.reduce(0) { $0 + $1.count + 8 })
    for integer in integers {
      let digits = integer.drop { $0 == 0 }
      // A first bit that is set would make it negative.
      let sign: [UInt8] = (digits.first ?? 0x80) & 0x80 != 0 ? [0] : []
      body.append(0x02)
      body += length(sign.count + digits.count)
      body += sign
      body += digits
    }
    var text: [UInt8] = []
    text.reserveCapacity(body.count + 8)
    text.append(0x30)
    text += length(body.count)
    text += body
    return text
  }

  private static func length(_ count: Int) -> [UInt8] {
    if count < 0x80 { return [UInt8(count)] }
    var digits: [UInt8] = []
    var rest = count
    while rest > 0 {
      digits.insert(UInt8(rest & 0xFF), at: 0)
      rest >>= 8
    }
    return [0x80 | UInt8(digits.count)] + digits
  }
}
