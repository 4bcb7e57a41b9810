internal import COpenSSL
internal import Records

/// Owns one `EVP_PKEY` of a curve with raw 32-byte keys.
///
/// OpenSSL lets several threads use one key at a time, and nothing changes it after `init`.
@safe
final class KeyHandle: @unchecked Sendable {
  enum Curve {
    case x25519
    case ed25519

    var type: Int32 {
      switch self {
      case .x25519: EVP_PKEY_X25519
      case .ed25519: EVP_PKEY_ED25519
      }
    }
  }

  let pointer: OpaquePointer

  /// Takes 32 bytes; the public half is computed at once.
  init?(_ curve: Curve, privateKey: SecretBytes) {
    let made = unsafe privateKey.withBytes { bytes in
      unsafe bytes.withUnsafeBytes { buffer in
        unsafe EVP_PKEY_new_raw_private_key(
          curve.type, nil, buffer.bindMemory(to: UInt8.self).baseAddress, buffer.count)
      }
    }
    guard let made = unsafe made else { return nil }
    unsafe pointer = made
  }

  /// Takes 32 bytes.
  init?(_ curve: Curve, publicKey: [UInt8]) {
    guard let made = unsafe EVP_PKEY_new_raw_public_key(curve.type, nil, publicKey, publicKey.count) else {
      return nil
    }
    unsafe pointer = made
  }

  deinit { unsafe EVP_PKEY_free(pointer) }

  /// The 32 bytes of the public half.
  var publicKey: [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      var length = 32
      unsafe OpenSSL.require(EVP_PKEY_get_raw_public_key(pointer, buffer.baseAddress, &length))
      count = length
    }
  }
}
