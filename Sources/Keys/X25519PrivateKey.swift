internal import COpenSSL

/// A private key for X25519 (RFC 7748).
public struct X25519PrivateKey: Sendable {
  /// The 32 bytes before clamping, as they stand in an identity file.
  public let secret: SecretBytes
  /// The public half.
  public let publicKey: X25519PublicKey
  private let handle: KeyHandle

  /// Takes exactly 32 bytes.
  public init?(_ secret: SecretBytes) {
    guard secret.count == 32, let handle = KeyHandle(.x25519, privateKey: secret) else { return nil }
    self.secret = secret
    self.handle = handle
    publicKey = X25519PublicKey(trusted: handle.publicKey)
  }

  /// A new random key.
  public static func random() -> X25519PrivateKey {
    guard let key = X25519PrivateKey(SecureRandom.secret(32)) else {
      preconditionFailure("OpenSSL has no X25519")
    }
    return key
  }

  /// The secret that this key and `peer` agree on; 32 bytes.
  ///
  /// `nil` when they are all zeros: then `peer` is a point of low order, chosen so that
  /// anybody knows the "secret" (RFC 7748 §6.1).
  public func sharedSecret(with peer: X25519PublicKey) -> SecretBytes? {
    guard let peer = KeyHandle(.x25519, publicKey: peer.bytes),
      let context = unsafe EVP_PKEY_CTX_new(handle.pointer, nil)
    else { return nil }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    var derived = false
    let shared = SecretBytes(count: 32) { (output: inout MutableRawSpan) in
      unsafe output.withUnsafeMutableBytes { buffer in
        var length = 32
        derived =
          unsafe EVP_PKEY_derive_init(context) == 1
          && EVP_PKEY_derive_set_peer(context, peer.pointer) == 1
          && EVP_PKEY_derive(context, buffer.bindMemory(to: UInt8.self).baseAddress, &length) == 1
          && length == 32
      }
    }
    guard derived, !shared.isZero else {
      ERR_clear_error()
      return nil
    }
    return shared
  }
}

extension SecretBytes {
  /// Whether all bytes are zero, found without branching on any of them.
  fileprivate var isZero: Bool {
    withBytes { bytes in
      var all: UInt8 = 0
      for index in 0..<bytes.byteCount { all |= bytes.byte(index) }
      return all == 0
    }
  }
}
