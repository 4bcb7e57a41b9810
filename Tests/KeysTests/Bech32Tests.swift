import Keys
import Testing

@Suite struct Bech32Tests {
  static func decode(_ text: String, prefix: String) -> [UInt8]? {
    let text = Array(text.utf8)
    return unsafe Bech32.decode(text.span.bytes, prefix: prefix).map { secret in
      secret.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
    }
  }

  // Valid strings of BIP-173 whose data are whole bytes, and one beyond its length limit.
  static let valid: [(String, String, [UInt8])] = [
    ("a12uel5l", "a", []),
    ("A12UEL5L", "A", []),
    (
      "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef",
      [
        0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf, 0x84, 0x65, 0x3a, 0x56, 0xd7, 0xc6, 0x75,
        0xbe, 0x77, 0xdf,
      ]
    ),
    (
      "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
      "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio", []
    ),
  ]

  @Test(arguments: valid)
  func `a valid text gives its bytes, and they give it back`(text: String, prefix: String, bytes: [UInt8]) {
    #expect(Self.decode(text, prefix: prefix) == bytes)
    let written = unsafe Bech32.encode(bytes.span.bytes, prefix: prefix.lowercased())
    #expect(String(decoding: written, as: UTF8.self) == text.lowercased())
  }

  static let invalid: [(String, String)] = [
    ("A12uEL5L", "A"),  // mixed case
    ("a12UEL5L", "a"),
    ("a12uel5m", "a"),  // checksum
    ("a12uel5b", "a"),  // "b" is no symbol
    ("a1lqfn3", "a"),  // shorter than a checksum
    ("12uel5l", ""),  // no prefix
    ("b12uel5l", "a"),  // another prefix
    ("a12uel5l ", "a"),
    ("a12uel5l\n", "a"),
    ("a2uel5l", "a"),  // no separator
    ("", "a"),
    ("ab1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "ab"),
  ]

  @Test(arguments: invalid) func `anything else is refused`(text: String, prefix: String) {
    #expect(Self.decode(text, prefix: prefix) == nil)
  }

  @Test func `every change of one symbol is noticed`() throws {
    let text = Array("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj".utf8)
    #expect(X25519PublicKey(ageText: String(decoding: text, as: UTF8.self)) != nil)
    for position in text.indices {
      for symbol in [UInt8(ascii: "q"), UInt8(ascii: "7")] where text[position] != symbol {
        var changed = text
        changed[position] = symbol
        #expect(X25519PublicKey(ageText: String(decoding: changed, as: UTF8.self)) == nil)
      }
    }
  }

  // One byte in two symbols leaves two padding bits; a third symbol would be padding only.
  @Test(arguments: ["age1qpu0j2ex", "age1qqqyst3gn"]) func `padding makes no second text`(text: String) {
    #expect(Self.decode("age1qqpexly5", prefix: "age") == [0])
    #expect(Self.decode(text, prefix: "age") == nil)
  }
}
