internal import COpenSSL

/// A public key for Ed25519 signatures (RFC 8032): 32 bytes.
public struct Ed25519PublicKey: Hashable, Sendable {
  /// The encoded point.
  public let bytes: [UInt8]

  /// Takes exactly 32 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  init(trusted bytes: [UInt8]) { self.bytes = bytes }

  /// Whether `signature` (64 bytes) is this key's over `message`.
  ///
  /// A signature whose scalar is not reduced is refused, so nobody can make a second valid
  /// one out of a first (RFC 8032 §5.1.7).
  public func isValid(_ signature: [UInt8], for message: RawSpan) -> Bool {
    guard signature.count == 64, let key = KeyHandle(.ed25519, publicKey: bytes),
      let context = unsafe EVP_MD_CTX_new()
    else { return false }
    defer { unsafe EVP_MD_CTX_free(context) }
    let valid = unsafe message.withUnsafeBytes { buffer in
      unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1
        && EVP_DigestVerify(
          context, signature, signature.count, buffer.bindMemory(to: UInt8.self).baseAddress, buffer.count)
          == 1
    }
    if !valid { ERR_clear_error() }
    return valid
  }

  /// Whether `signature` (64 bytes) is this key's over `message`.
  public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
    unsafe isValid(signature, for: message.span.bytes)
  }
}
