internal import Keys
internal import Records

/// Seals to an `ssh-ed25519` key, as age does: to the same point as a key of X25519, tweaked by
/// the SSH key, so that what is sealed to it opens with that key only.
struct AgeSSHEd25519Recipient: AgeRecipientKind {
  private let key: SSHPublicKey
  private let montgomery: X25519PublicKey

  /// `nil` when the key's bytes are no point of the curve.
  init?(_ key: SSHPublicKey) {
    guard let montgomery = key.key.montgomery else { return nil }
    self.key = key
    self.montgomery = montgomery
  }

  var text: String { key.text }

  func wrap(_ fileKey: AgeFileKey) throws(Failure) -> AgeStanza {
    let ephemeral = X25519PrivateKey.random()
    guard let shared = ephemeral.sharedSecret(with: montgomery),
      let tweaked = AgeSSH.tweaked(shared, by: key)
    else { throw Failure(.recipientUnusable, "the recipient \(text) is a key that keeps no secret") }
    let wrapKey = AgeSSH.wrapKey(shared: tweaked, ephemeral: ephemeral.publicKey, recipient: montgomery)
    return AgeStanza(
      type: SSHPublicKey.algorithm,
      checkedArguments: [AgeSSH.tag(key.wire), Base64.encode(ephemeral.publicKey.bytes, .unpadded)],
      body: try AgeFileKeyWrap.wrap(fileKey, with: wrapKey))
  }
}

/// Opens what was sealed to an `ssh-ed25519` key.
struct AgeSSHEd25519Identity: AgeIdentity {
  private let key: SSHPublicKey
  private let montgomery: X25519PrivateKey

  init(_ key: Ed25519PrivateKey) {
    self.key = SSHPublicKey(key.publicKey)
    montgomery = key.montgomery
  }

  func unwrap(_ stanzas: [AgeStanza]) throws(Failure) -> AgeFileKey? {
    let tag = AgeSSH.tag(key.wire)
    for stanza in stanzas where stanza.type == SSHPublicKey.algorithm {
      guard stanza.arguments.count == 2, let bytes = Base64.decode(stanza.arguments[1], .unpadded),
        let ephemeral = X25519PublicKey(bytes)
      else { throw Failure(.ageHeaderInvalid, "an ssh-ed25519 stanza of the header has no key of 32 bytes") }
      guard stanza.body.count == AgeFileKeyWrap.byteCount else {
        throw Failure(.ageHeaderInvalid, "an ssh-ed25519 stanza of the header has a body of the wrong length")
      }
      guard stanza.arguments[0] == tag else { continue }
      guard let shared = montgomery.sharedSecret(with: ephemeral),
        let tweaked = AgeSSH.tweaked(shared, by: key)
      else {
        throw Failure(
          .ageHeaderInvalid, "an ssh-ed25519 stanza of the header has a key that keeps no secret")
      }
      let wrapKey = AgeSSH.wrapKey(
        shared: tweaked, ephemeral: ephemeral, recipient: montgomery.publicKey)
      if let fileKey = try AgeFileKeyWrap.unwrap(stanza.body, with: wrapKey) { return fileKey }
    }
    return nil
  }
}

/// What age's two kinds of SSH keys share.
enum AgeSSH {
  private static let label = Array("age-encryption.org/v1/ssh-ed25519".utf8)

  /// What tells the keys of a header apart: four bytes of the key's digest. Anybody can see by
  /// it to whom a file is sealed.
  static func tag(_ wire: [UInt8]) -> String {
    Base64.encode(SHA256.digest(of: wire).bytes.prefix(4), .unpadded)
  }

  /// The agreed secret, multiplied by a number that the SSH key determines.
  static func tweaked(_ shared: SecretBytes, by key: SSHPublicKey) -> SecretBytes? {
    let wire = key.wire
    let tweak = wire.withRawSpan { wire in
      label.withRawSpan { label in
        HKDF.sha256(secret: SecretBytes(copying: []), salt: wire, info: label, count: 32)
      }
    }
    guard let scalar = X25519PrivateKey(tweak),
      let point = X25519PublicKey(shared.withBytes { bytes in bytes.array })
    else { return nil }
    return scalar.sharedSecret(with: point)
  }

  static func wrapKey(
    shared: SecretBytes, ephemeral: X25519PublicKey, recipient: X25519PublicKey
  ) -> SecretBytes {
    (ephemeral.bytes + recipient.bytes).withRawSpan { salt in
      label.withRawSpan { label in HKDF.sha256(secret: shared, salt: salt, info: label, count: 32) }
    }
  }
}
