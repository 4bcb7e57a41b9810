public import Keys
public import Records

/// Wraps file keys for an X25519 key, as `age1…` recipients have it (C2SP age.md, "The
/// X25519 recipient type").
struct AgeX25519Recipient: AgeRecipientKind {
  let key: X25519PublicKey

  var text: String { key.ageText }

  func wrap(_ fileKey: AgeFileKey) throws(Failure) -> AgeStanza {
    // A fresh key for each stanza: with one key for two files, their wrap keys would agree.
    let ephemeral = X25519PrivateKey.random()
    guard let shared = ephemeral.sharedSecret(with: key) else {
      throw Failure(.recipientUnusable, "the recipient \(text) is a key that keeps no secret")
    }
    let wrapKey = AgeX25519.wrapKey(shared: shared, ephemeral: ephemeral.publicKey, recipient: key)
    return AgeStanza(
      type: AgeX25519.type, checkedArguments: [Base64.encode(ephemeral.publicKey.bytes, .unpadded)],
      body: try AgeFileKeyWrap.wrap(fileKey, with: wrapKey))
  }
}

extension X25519PrivateKey: AgeIdentity {
  /// Opens what was encrypted to this key's public half.
  public func unwrap(_ stanzas: [AgeStanza]) throws(Failure) -> AgeFileKey? {
    for stanza in stanzas where stanza.type == AgeX25519.type {
      guard stanza.arguments.count == 1, let bytes = Base64.decode(stanza.arguments[0], .unpadded),
        let ephemeral = X25519PublicKey(bytes)
      else { throw Failure(.ageHeaderInvalid, "an X25519 stanza of the header has no key of 32 bytes") }
      guard stanza.body.count == AgeFileKeyWrap.byteCount else {
        throw Failure(.ageHeaderInvalid, "an X25519 stanza of the header has a body of the wrong length")
      }
      guard let shared = sharedSecret(with: ephemeral) else {
        throw Failure(.ageHeaderInvalid, "an X25519 stanza of the header has a key that keeps no secret")
      }
      let wrapKey = AgeX25519.wrapKey(shared: shared, ephemeral: ephemeral, recipient: publicKey)
      if let fileKey = try AgeFileKeyWrap.unwrap(stanza.body, with: wrapKey) { return fileKey }
    }
    return nil
  }
}

private enum AgeX25519 {
  static let type = "X25519"

  static func wrapKey(
    shared: SecretBytes, ephemeral: X25519PublicKey, recipient: X25519PublicKey
  ) -> SecretBytes {
    let salt = ephemeral.bytes + recipient.bytes
    let info = Array("age-encryption.org/v1/X25519".utf8)
    return unsafe HKDF.sha256(secret: shared, salt: salt.span.bytes, info: info.span.bytes, count: 32)
  }
}
