package import Records

/// A private SSH key of a kind that age seals to.
package enum SSHPrivateKey: Sendable {
  case ed25519(Ed25519PrivateKey)
  case rsa(SSHRSAPrivateKey)
}

/// A private RSA key.
package struct SSHRSAPrivateKey: Sendable {
  /// The public half.
  package let publicKey: SSHRSAPublicKey
  private let key: RSAKey

  init?(_ key: RSAKey) {
    guard let publicKey = SSHRSAPublicKey(key) else { return nil }
    self.publicKey = publicKey
    self.key = key
  }

  /// Decrypts what was encrypted by RSAES-OAEP with SHA-256; `nil` when it was not for this key.
  ///
  /// - Throws: `crypto_unavailable`.
  package func decrypt(_ sealed: [UInt8], label: StaticString) throws(Failure) -> SecretBytes? {
    try key.decrypt(sealed, label: label)
  }
}
