public import AgeFormat
internal import Crypto
internal import FoundationEssentials
internal import Keys
public import Records

/// A hybrid key, safe from a quantum computer as long as ML-KEM-768 is, and from today's as
/// long as X25519 is (C2SP age.md, "The MLKEM768-X25519 hybrid post-quantum recipient type").
public struct AgeHybridKey: AgeKeyKind, Sendable {
  static let recipientPrefix = "age1pq"
  static let identityPrefix = "AGE-SECRET-KEY-PQ-"

  /// Reads `age1pq1…`.
  public static func recipient(_ text: String) -> AgeRecipient? {
    AgeHybridRecipient(text).map { AgeRecipient($0) }
  }

  /// Reads `AGE-SECRET-KEY-PQ-1…`.
  public static func identity(line: RawSpan) -> AgeKeyPair? {
    guard let seed = Bech32.decode(line, prefix: identityPrefix), let identity = AgeHybridIdentity(seed: seed)
    else { return nil }
    return AgeKeyPair(identity: identity, recipient: AgeRecipient(identity.recipient))
  }
}

/// HPKE (RFC 9180) with X-Wing as its KEM, HKDF-SHA256 and ChaCha20-Poly1305.
enum HybridSuite {
  static let type = "mlkem768x25519"
  /// The encapsulated key: an ML-KEM-768 ciphertext, then an X25519 share.
  static let encapsulatedSize = 1120
  static let mlkemCiphertextSize = 1088
  static let publicKeySize = 1216
  static let bodySize = 32

  static var ciphersuite: HPKE.Ciphersuite {
    HPKE.Ciphersuite(kem: .XWingMLKEM768X25519, kdf: .HKDF_SHA256, aead: .chaChaPoly)
  }

  static var info: Data { Data("age-encryption.org/mlkem768x25519".utf8) }
}

/// A public hybrid key: `age1pq1…`, some 2000 characters.
public struct AgeHybridRecipient: AgeRecipientKind {
  /// The key's 1216 bytes.
  public let bytes: [UInt8]

  /// Takes the bytes of a key.
  public init?(bytes: [UInt8]) {
    guard bytes.count == HybridSuite.publicKeySize,
      (try? XWingMLKEM768X25519.PublicKey(rawRepresentation: bytes)) != nil
    else { return nil }
    self.bytes = bytes
  }

  /// Reads `age1pq1…`.
  public init?(_ text: String) {
    let text = Array(text.utf8)
    guard let bytes = text.withRawSpan({ Bech32.decode($0, prefix: AgeHybridKey.recipientPrefix) }) else {
      return nil
    }
    self.init(bytes: bytes.withBytes { $0.array })
  }

  /// The one text of the key.
  public var text: String {
    String(
      decoding: bytes.withRawSpan { Bech32.encode($0, prefix: AgeHybridKey.recipientPrefix) }, as: UTF8.self)
  }

  /// Keeps a quantum computer off.
  public var strength: AgeRecipientStrength { .postQuantum }

  /// The stanza that wraps `fileKey` for this key.
  ///
  /// - Throws: `recipient_unusable`.
  public func wrap(_ fileKey: AgeFileKey) throws(Failure) -> AgeStanza {
    do {
      let key = try XWingMLKEM768X25519.PublicKey(rawRepresentation: bytes)
      var sender = try HPKE.Sender(
        recipientKey: key, ciphersuite: HybridSuite.ciphersuite, info: HybridSuite.info)
      var secret = fileKey.secretBytes
      defer { SecretBytes.wipe(&secret) }
      let body = try sender.seal(secret)
      let share = Base64.encode(Array(sender.encapsulatedKey), .unpadded)
      guard let stanza = AgeStanza(type: HybridSuite.type, arguments: [share], body: Array(body)) else {
        throw Failure(.internalError, "a stanza of base64 is refused")
      }
      return stanza
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.recipientUnusable, "a post-quantum recipient is a key that nothing can be sealed to")
    }
  }
}
