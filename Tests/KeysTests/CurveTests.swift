import Keys
import Records
import Testing

@Suite struct CurveTests {
  // RFC 7748 §5.2 (two scalars) and §6.1 (an agreement).
  static let agreements: [(String, String, String)] = [
    (
      "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
      "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
      "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
    ),
    (
      "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
      "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
      "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"
    ),
  ]

  @Test(arguments: agreements)
  func `X25519 gives RFC 7748's results`(scalar: String, point: String, result: String) throws {
    let key = try #require(X25519PrivateKey(secret(scalar)))
    let peer = try #require(X25519PublicKey(bytes(point)))
    #expect(hex(try #require(key.sharedSecret(with: peer))) == result)
  }

  @Test func `both sides of RFC 7748's exchange agree`() throws {
    let alice = try #require(
      X25519PrivateKey(secret("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")))
    let bob = try #require(
      X25519PrivateKey(secret("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")))
    #expect(
      Hex.encode(bob.publicKey.bytes) == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
    let one = try #require(alice.sharedSecret(with: bob.publicKey))
    let other = try #require(bob.sharedSecret(with: alice.publicKey))
    #expect(one.equals(other))
    #expect(hex(one) == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
  }

  // The points of order 1, 2, 4 and 8 in their canonical and unreduced encodings.
  static let lowOrder = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ]

  @Test(arguments: lowOrder)
  func `a point of low order gives no secret`(point: String) throws {
    let peer = try #require(X25519PublicKey(bytes(point)))
    #expect(X25519PrivateKey.random().sharedSecret(with: peer) == nil)
  }

  // RFC 8032 §7.1, tests 1 to 3.
  static let signatures: [(String, String, String, String)] = [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ),
    (
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    ),
  ]

  @Test(arguments: signatures)
  func `Ed25519 gives RFC 8032's signatures`(seed: String, key: String, message: String, signature: String)
    throws
  {
    let own = try #require(Ed25519PrivateKey(seed: secret(seed)))
    #expect(Hex.encode(own.publicKey.bytes) == key)
    let made = try own.sign(bytes(message))
    #expect(Hex.encode(made) == signature)
    #expect(try own.publicKey.isValid(made, for: bytes(message)))
    #expect(try !own.publicKey.isValid(made, for: bytes(message) + [0]))
    for bit in [0, 255, 256, 511] {
      var changed = made
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(try !own.publicKey.isValid(changed, for: bytes(message)))
    }
  }

  @Test func `a second signature made by adding the group order is refused`() throws {
    let key = Ed25519PrivateKey.random()
    var signature = try key.sign([1])
    let order = try bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    var carry = 0
    for index in 0..<32 {
      carry += Int(signature[32 + index]) + Int(order[index])
      signature[32 + index] = UInt8(carry & 255)
      carry >>= 8
    }
    #expect(!key.publicKey.isValid(signature, for: [1]))
  }

  @Test(arguments: [0, 31, 33]) func `a key of another length is none`(count: Int) {
    let bytes = [UInt8](repeating: 1, count: count)
    #expect(X25519PublicKey(bytes) == nil)
    #expect(Ed25519PublicKey(bytes) == nil)
    #expect(X25519PrivateKey(SecretBytes(copying: bytes)) == nil)
    #expect(Ed25519PrivateKey(seed: SecretBytes(copying: bytes)) == nil)
  }
}
