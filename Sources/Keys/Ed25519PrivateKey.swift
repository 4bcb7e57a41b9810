internal import COpenSSL
public import Records

/// A private key for Ed25519 signatures (RFC 8032).
public struct Ed25519PrivateKey: Sendable {
  /// The 32 bytes that everything else is computed from.
  public let seed: SecretBytes
  /// The public half.
  public let publicKey: Ed25519PublicKey
  private let handle: KeyHandle

  /// Takes exactly 32 bytes.
  public init?(seed: SecretBytes) {
    guard seed.count == 32, let handle = KeyHandle(.ed25519, privateKey: seed) else { return nil }
    self.seed = seed
    self.handle = handle
    publicKey = Ed25519PublicKey(trusted: handle.publicKey)
  }

  /// A new random key.
  public static func random() -> Ed25519PrivateKey {
    guard let key = Ed25519PrivateKey(seed: SecureRandom.secret(32)) else {
      preconditionFailure("OpenSSL has no Ed25519")
    }
    return key
  }

  /// The 64 bytes of this key's signature over `message`.
  ///
  /// - Throws: `crypto_unavailable`.
  public func sign(_ message: RawSpan) throws(Failure) -> [UInt8] {
    guard let context = unsafe EVP_MD_CTX_new() else { throw OpenSSL.unavailable("sign with Ed25519") }
    defer { unsafe EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: 64)
    var length = 64
    let result = unsafe message.withUnsafeBytes { buffer in
      guard unsafe EVP_DigestSignInit(context, nil, nil, nil, handle.pointer) == 1 else { return Int32(0) }
      return unsafe EVP_DigestSign(
        context, &signature, &length, buffer.bindMemory(to: UInt8.self).baseAddress, buffer.count)
    }
    try OpenSSL.check(result, "sign with Ed25519")
    return signature
  }

  /// The 64 bytes of this key's signature over `message`.
  ///
  /// - Throws: `crypto_unavailable`.
  public func sign(_ message: [UInt8]) throws(Failure) -> [UInt8] {
    try unsafe sign(message.span.bytes)
  }
}
