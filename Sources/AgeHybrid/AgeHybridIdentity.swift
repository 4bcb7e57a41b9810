public import AgeFormat
internal import Crypto
internal import FoundationEssentials
public import Keys
public import Records

/// A private hybrid key: `AGE-SECRET-KEY-PQ-1…`.
public struct AgeHybridIdentity: AgeIdentity {
  /// The 32 bytes that both halves are computed from.
  public let seed: SecretBytes
  /// Whom to write to.
  public let recipient: AgeHybridRecipient

  /// Takes exactly 32 bytes.
  public init?(seed: SecretBytes) {
    guard seed.count == 32, let key = try? Self.key(seed),
      let recipient = AgeHybridRecipient(bytes: Array(key.publicKey.rawRepresentation))
    else { return nil }
    self.seed = seed
    self.recipient = recipient
  }

  /// A new random key.
  public static func random() -> AgeHybridIdentity {
    guard let identity = AgeHybridIdentity(seed: SecureRandom.secret(32)) else {
      preconditionFailure("there is no X-Wing")
    }
    return identity
  }

  /// `AGE-SECRET-KEY-PQ-1…`, the line of an identity file.
  public var line: SecretBytes {
    var text = seed.withBytes { seed in
      Bech32.encode(seed, prefix: AgeHybridKey.identityPrefix.lowercased())
    }
    for index in text.indices where (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= text[index] {
      text[index] &= 0xdf
    }
    return SecretBytes(wiping: &text)
  }

  /// The file key out of the first stanza of this kind that opens.
  ///
  /// - Throws: `age_header_invalid` for a malformed stanza of this kind.
  public func unwrap(_ stanzas: [AgeStanza]) throws(Failure) -> AgeFileKey? {
    for stanza in stanzas where stanza.type == HybridSuite.type {
      guard stanza.arguments.count == 1, let share = Base64.decode(stanza.arguments[0], .unpadded),
        share.count == HybridSuite.encapsulatedSize
      else { throw Failure(.ageHeaderInvalid, "a hybrid stanza of the header has no key of 1120 bytes") }
      guard stanza.body.count == HybridSuite.bodySize else {
        throw Failure(.ageHeaderInvalid, "a hybrid stanza of the header has a body of the wrong length")
      }
      try Self.refuseLowOrder(share)
      if let fileKey = open(share, stanza.body) { return fileKey }
    }
    return nil
  }

  /// A point of low order agrees with every key on zeros, so its half of the secret is none.
  private static func refuseLowOrder(_ share: [UInt8]) throws(Failure) {
    guard let point = X25519PublicKey(Array(share.suffix(32))),
      X25519PrivateKey.random().sharedSecret(with: point) != nil
    else { throw Failure(.ageHeaderInvalid, "a hybrid stanza of the header has a key that keeps no secret") }
  }

  private func open(_ share: [UInt8], _ body: [UInt8]) -> AgeFileKey? {
    guard let key = try? Self.key(seed),
      var recipient = try? HPKE.Recipient(
        privateKey: key, ciphersuite: HybridSuite.ciphersuite, info: HybridSuite.info,
        encapsulatedKey: Data(share)),
      let opened = try? recipient.open(body)
    else { return nil }
    var bytes = Array(opened)
    return AgeFileKey(SecretBytes(wiping: &bytes))
  }

  private static func key(_ seed: SecretBytes) throws -> XWingMLKEM768X25519.PrivateKey {
    var bytes = seed.withBytes { $0.array }
    defer { SecretBytes.wipe(&bytes) }
    return try XWingMLKEM768X25519.PrivateKey(seedRepresentation: bytes, publicKey: nil)
  }
}
