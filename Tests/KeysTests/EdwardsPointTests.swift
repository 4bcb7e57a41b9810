import Keys
import Records
import Testing

@Suite struct EdwardsPointTests {
  @Test func `the base point's y is the base point's u`() throws {
    // RFC 8032, section 5.1 and RFC 7748, section 4.1.
    let base = try #require(
      Ed25519PublicKey(bytes("5866666666666666666666666666666666666666666666666666666666666666")))
    #expect(base.montgomery?.bytes == [9] + [UInt8](repeating: 0, count: 31))
  }

  @Test func `both halves of a key go the same way`() throws {
    for _ in 0..<20 {
      let key = Ed25519PrivateKey.random()
      #expect(key.montgomery.publicKey == key.publicKey.montgomery)
    }
  }

  static let refused: [(String, String)] = [
    ("no point of the curve", "0200000000000000000000000000000000000000000000000000000000000000"),
    ("the prime", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ("a second form of 1", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ("zero with a sign", "0100000000000000000000000000000000000000000000000000000000000080"),
  ]

  @Test(arguments: refused.indices) func `what is no point in its one form is refused`(index: Int) throws {
    let key = try #require(Ed25519PublicKey(bytes(Self.refused[index].1)))
    #expect(key.montgomery == nil, "\(Self.refused[index].0)")
  }

  @Test func `the neutral element becomes a key that keeps no secret`() throws {
    let neutral = try #require(
      Ed25519PublicKey(bytes("0100000000000000000000000000000000000000000000000000000000000000")))
    let point = try #require(neutral.montgomery)
    #expect(point.bytes == [UInt8](repeating: 0, count: 32))
    #expect(X25519PrivateKey.random().sharedSecret(with: point) == nil)
  }
}
