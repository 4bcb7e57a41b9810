internal import COpenSSL
internal import Records

/// Owns one RSA `EVP_PKEY`, public or private, for RSAES-OAEP with SHA-256 (RFC 8017).
///
/// OpenSSL lets several threads use one key at a time, and nothing changes it after `init`.
@safe
final class RSAKey: @unchecked Sendable {
  private let pointer: OpaquePointer

  /// Takes over an `EVP_PKEY`; `nil`, and frees it, when it is no RSA key of a size that is
  /// taken: 2048 to 16384 bits.
  init?(owning pointer: OpaquePointer) {
    guard unsafe EVP_PKEY_get_base_id(pointer) == EVP_PKEY_RSA,
      unsafe (256...2048).contains(EVP_PKEY_get_size(pointer))
    else {
      unsafe EVP_PKEY_free(pointer)
      return nil
    }
    unsafe self.pointer = pointer
  }

  /// Reads the DER form of PKCS #1 (RFC 8017, appendix A.1).
  convenience init?(der: RawSpan, isPrivate: Bool) {
    let made = unsafe der.withUnsafeBytes { buffer -> OpaquePointer? in
      var next = unsafe buffer.bindMemory(to: UInt8.self).baseAddress
      return isPrivate
        ? unsafe d2i_PrivateKey(EVP_PKEY_RSA, nil, &next, buffer.count)
        : unsafe d2i_PublicKey(EVP_PKEY_RSA, nil, &next, buffer.count)
    }
    guard let made = unsafe made else {
      ERR_clear_error()
      return nil
    }
    unsafe self.init(owning: made)
  }

  deinit { unsafe EVP_PKEY_free(pointer) }

  /// The length of the modulus, and of everything that is encrypted, in bytes.
  var byteCount: Int { unsafe Int(EVP_PKEY_get_size(pointer)) }

  /// The modulus and the public exponent, the most significant byte first.
  var publicNumbers: (n: [UInt8], e: [UInt8])? {
    guard let n = number("n"), let e = number("e") else { return nil }
    return (n, e)
  }

  private func number(_ name: String) -> [UInt8]? {
    var value: OpaquePointer?
    guard unsafe EVP_PKEY_get_bn_param(pointer, name, &value) == 1, let value = unsafe value else {
      ERR_clear_error()
      return nil
    }
    defer { unsafe BN_free(value) }
    let count = unsafe Int(BN_num_bits(value) + 7) / 8
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe precondition(BN_bn2binpad(value, &bytes, Int32(count)) == count)
    return bytes
  }

  /// - Throws: `crypto_unavailable`.
  func encrypt(_ message: SecretBytes, label: StaticString) throws(Failure) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: byteCount)
    var length = output.count
    let done = try unsafe withContext(label, EVP_PKEY_encrypt_init) { context in
      message.withBytes { message in
        unsafe message.withUnsafeBytes { message in
          unsafe EVP_PKEY_encrypt(
            context, &output, &length, message.bindMemory(to: UInt8.self).baseAddress, message.count) == 1
        }
      }
    }
    guard done, length == output.count else { throw OpenSSL.unavailable("encrypt with RSA") }
    return output
  }

  /// The message, or `nil` when `sealed` was not made for this key and label.
  ///
  /// - Throws: `crypto_unavailable`.
  func decrypt(_ sealed: [UInt8], label: StaticString) throws(Failure) -> SecretBytes? {
    guard sealed.count == byteCount else { return nil }
    var length = byteCount
    var done = false
    let room = try SecretBytes(count: byteCount) { (output: inout MutableRawSpan) throws(Failure) in
      done = try unsafe output.withUnsafeMutableBytes { (output) throws(Failure) in
        try unsafe withContext(label, EVP_PKEY_decrypt_init) { context in
          unsafe EVP_PKEY_decrypt(
            context, output.bindMemory(to: UInt8.self).baseAddress, &length, sealed, sealed.count) == 1
        }
      }
    }
    guard done else {
      ERR_clear_error()
      return nil
    }
    return room.slice(0..<length)
  }

  private func withContext(
    _ label: StaticString, _ begin: (OpaquePointer?) -> Int32, _ body: (OpaquePointer) -> Bool
  ) throws(Failure) -> Bool {
    guard let context = unsafe EVP_PKEY_CTX_new(pointer, nil) else {
      throw OpenSSL.unavailable("set up RSA")
    }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    let text = Array(label.description.utf8)
    guard unsafe begin(context) == 1,
      unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1,
      unsafe EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) == 1,
      unsafe EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1
    else { throw OpenSSL.unavailable("set up RSA-OAEP with SHA-256") }
    // The context takes the copy over when it takes it at all.
    let copy = unsafe CRYPTO_memdup(text, text.count, #fileID, #line)
    guard unsafe EVP_PKEY_CTX_set0_rsa_oaep_label(context, copy, Int32(text.count)) == 1 else {
      unsafe CRYPTO_free(copy, #fileID, #line)
      throw OpenSSL.unavailable("set up RSA-OAEP with a label")
    }
    return unsafe body(context)
  }
}
