internal import COpenSSL

/// Owns one `EVP_MD_CTX`, which is reused from message to message.
@safe
struct DigestContext: ~Copyable {
  private let context: OpaquePointer
  private let algorithm: HashAlgorithm

  init(_ algorithm: HashAlgorithm) {
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("OpenSSL is out of memory") }
    unsafe self.context = context
    self.algorithm = algorithm
    restart()
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  func restart() {
    unsafe OpenSSL.require(EVP_DigestInit_ex(context, algorithm.method, nil))
  }

  func update(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe OpenSSL.require(EVP_DigestUpdate(context, start, buffer.count))
    }
  }

  /// The digest of everything since the last restart; starts anew.
  func finish() -> [UInt8] {
    let digest = unsafe [UInt8](unsafeUninitializedCapacity: algorithm.byteCount) { buffer, count in
      var length: UInt32 = 0
      unsafe OpenSSL.require(EVP_DigestFinal_ex(context, buffer.baseAddress, &length))
      count = Int(length)
    }
    restart()
    return digest
  }
}
