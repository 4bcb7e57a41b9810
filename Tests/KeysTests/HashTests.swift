import Keys
import Records
import TestSupport
import Testing

@Suite struct HashTests {
  // FIPS 180-4 examples.
  static let sha256: [(String, String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]

  @Test(arguments: sha256)
  func `SHA-256 gives the standard's digests`(message: String, digest: String) {
    #expect(SHA256.digest(of: Array(message.utf8)).hex == digest)
  }

  @Test func `a message in pieces has the digest of the whole, and the object serves a second one`() {
    let hash = SHA256()
    for _ in 0..<2 {
      for byte in Array("abc".utf8) { hash.write(unsafe [byte].span.bytes) }
      #expect(hash.finish() == SHA256.digest(of: Array("abc".utf8)))
    }
  }

  @Test func `SHA-512 gives the standard's digest`() {
    let hash = SHA512()
    hash.write(unsafe Array("abc".utf8).span.bytes)
    #expect(
      Hex.encode(hash.finish())
        == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
  }

  @Test(arguments: [
    "", "00", String(repeating: "0", count: 63), String(repeating: "A", count: 64),
    String(repeating: "g", count: 64),
  ])
  func `only 64 lower-case digits are a digest`(text: String) {
    #expect(SHA256Digest(hex: text) == nil)
  }

  // RFC 4231, cases 1, 2, 6 (a key longer than a block).
  static let hmac: [(String, String, String)] = [
    (
      String(repeating: "0b", count: 20), Hex.encode(Array("Hi There".utf8)),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Hex.encode(Array("Jefe".utf8)), Hex.encode(Array("what do ya want for nothing?".utf8)),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      String(repeating: "aa", count: 131),
      Hex.encode(Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ]

  @Test(arguments: hmac)
  func `HMAC-SHA256 gives RFC 4231's codes`(key: String, message: String, code: String) throws {
    let key = try secret(key)
    let message = try bytes(message)
    #expect(Hex.encode(unsafe HMACSHA256.code(for: message.span.bytes, key: key)) == code)
    var wrong = try bytes(code)
    #expect(unsafe HMACSHA256.isValid(wrong.span.bytes, for: message.span.bytes, key: key))
    wrong[31] ^= 1
    #expect(unsafe !HMACSHA256.isValid(wrong.span.bytes, for: message.span.bytes, key: key))
    #expect(
      unsafe !HMACSHA256.isValid(wrong.span.bytes.extracting(first: 31), for: message.span.bytes, key: key))
  }

  @Test func `an empty key is a key, and not the one of the call before`() throws {
    let empty: [UInt8] = []
    let key = try secret("aa")
    _ = unsafe HMACSHA256.code(for: empty.span.bytes, key: key)
    let code = unsafe HMACSHA256.code(for: empty.span.bytes, key: SecretBytes(copying: empty))
    #expect(Hex.encode(code) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    // A span of nothing has no address at all.
    #expect(HMACSHA256.code(for: RawSpan(), key: SecretBytes(copying: empty)) == code)
  }

  // RFC 5869, appendix A.1 to A.3.
  static let hkdf: [(String, String, String, String)] = [
    (
      String(repeating: "0b", count: 22), "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    ),
    (
      Hex.encode(Array(0x00...0x4f)), Hex.encode(Array(0x60...0xaf)), Hex.encode(Array(0xb0...0xff)),
      "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
        + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
        + "cc30c58179ec3e87c14c01d5c1f3434f1d87"
    ),
    (
      String(repeating: "0b", count: 22), "", "",
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    ),
  ]

  @Test(arguments: hkdf)
  func `HKDF-SHA256 gives RFC 5869's keys`(key: String, salt: String, info: String, output: String) throws {
    let (salt, info) = (try bytes(salt), try bytes(info))
    let derived = unsafe HKDF.sha256(
      secret: try secret(key), salt: salt.span.bytes, info: info.span.bytes, count: output.utf8.count / 2)
    #expect(hex(derived) == output)
  }

  @Test func `a secret equals itself and nothing else`() throws {
    #expect(try secret("0102").equals(secret("0102")))
    #expect(try !secret("0102").equals(secret("0103")))
    #expect(try !secret("0102").equals(secret("010200")))
  }

  @Test func `an array that was taken over is wiped`() {
    var bytes: [UInt8] = [1, 2, 3]
    let secret = SecretBytes(wiping: &bytes)
    #expect(bytes == [0, 0, 0])
    #expect(hex(secret) == "010203")
  }
}
