public import Records

/// A key that seals any number of small records, each by itself: XChaCha20-Poly1305 with a
/// random nonce.
///
/// A sealed record is `nonce (24 bytes) ‖ ciphertext ‖ tag (16 bytes)`.
///
/// **Bound.** Each record gets 192 random bits, from which a key for it alone is derived.
/// After 2⁶⁴ records under one key, the chance that any nonce ever came twice is 2⁻⁶⁵; a
/// plain 96-bit nonce, as in ChaCha20-Poly1305 or AES-GCM, reaches 2⁻³³ after 2³² records
/// and is then at its limit. No counter has to survive a crash, a copied store or a
/// restored backup.
///
/// **Not promised.** The length of a record shows. The tag does not commit to the key: who
/// holds two keys can make one text that opens under both, so the caller binds the key's
/// name (its epoch) into the associated data or the record.
public struct SealingKey: Sendable {
  /// How many bytes longer a record is when sealed.
  public static let overhead = XChaCha20Poly1305.nonceByteCount + CipherContext.tagByteCount

  /// The 32 bytes, for wrapping them to a recipient.
  public let secret: SecretBytes

  /// Takes exactly 32 bytes.
  public init?(_ secret: SecretBytes) {
    guard secret.count == 32 else { return nil }
    self.secret = secret
  }

  private init(trusted secret: SecretBytes) { self.secret = secret }

  /// A new random key.
  public static func random() -> SealingKey { SealingKey(trusted: SecureRandom.secret(32)) }

  /// The key for one use, independent of those for other uses: `HKDF(secret, info: use)`.
  public func subkey(for use: String) -> SealingKey {
    SealingKey(trusted: secretSubkey(for: use))
  }

  /// 32 secret bytes for a use other than sealing, as for an ``HMACSHA256``.
  public func secretSubkey(for use: String) -> SecretBytes {
    let info = Array("second-opinion/v1/\(use)".utf8)
    let salt: [UInt8] = []
    return unsafe HKDF.sha256(secret: secret, salt: salt.span.bytes, info: info.span.bytes, count: 32)
  }

  /// Seals one record; for many, make one ``RecordSealer``.
  ///
  /// - Throws: `crypto_unavailable`.
  public func seal(_ record: [UInt8], associatedData: [UInt8]) throws(Failure) -> [UInt8] {
    try RecordSealer(self).seal(record, associatedData: associatedData)
  }

  /// Opens one record; for many, make one ``RecordOpener``.
  ///
  /// - Throws: `seal_broken`, `crypto_unavailable`.
  public func open(_ sealed: [UInt8], associatedData: [UInt8]) throws(Failure) -> [UInt8] {
    try RecordOpener(self).open(sealed, associatedData: associatedData)
  }
}
