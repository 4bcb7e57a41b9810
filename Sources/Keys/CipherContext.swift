internal import COpenSSL
internal import Records

/// Owns one `EVP_CIPHER_CTX`, set up once and given a new key or nonce for each message.
@safe
struct CipherContext: ~Copyable {
  enum Algorithm {
    case chaCha20
    case chaCha20Poly1305
  }

  enum Direction: Int32 {
    case opening = 0
    case sealing = 1
  }

  static let tagByteCount = 16

  private let context: OpaquePointer

  init(_ algorithm: Algorithm, _ direction: Direction) throws(Failure) {
    unsafe self.init(context: try Self.make(algorithm, direction))
  }

  private init(context: OpaquePointer) { unsafe self.context = context }

  private static func make(_ algorithm: Algorithm, _ direction: Direction) throws(Failure) -> OpaquePointer {
    guard let context = unsafe EVP_CIPHER_CTX_new() else { throw OpenSSL.unavailable("set up a cipher") }
    let method = unsafe FetchedCiphers.method(algorithm)
    guard unsafe EVP_CipherInit_ex(context, method, nil, nil, nil, direction.rawValue) == 1 else {
      unsafe EVP_CIPHER_CTX_free(context)
      throw OpenSSL.unavailable("set up ChaCha20")
    }
    return unsafe context
  }

  deinit { unsafe EVP_CIPHER_CTX_free(context) }

  /// Sets what is given; the rest stays as it was.
  @inline(__always)
  func begin(key: UnsafePointer<UInt8>?, nonce: UnsafePointer<UInt8>?) throws(Failure) {
    try unsafe OpenSSL.check(EVP_CipherInit_ex(context, nil, nil, key, nonce, -1), "begin a cipher")
  }

  @inline(__always)
  func authenticate(_ data: UnsafeRawBufferPointer) throws(Failure) {
    guard data.count > 0 else { return }
    var length: Int32 = 0
    let start = unsafe data.bindMemory(to: UInt8.self).baseAddress
    try unsafe OpenSSL.check(
      EVP_CipherUpdate(context, nil, &length, start, Int32(data.count)), "authenticate")
  }

  /// Works through `input` into `output`, which has room for as many bytes.
  @inline(__always)
  func update(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawPointer) throws(Failure) {
    guard input.count > 0 else { return }
    var length: Int32 = 0
    let start = unsafe input.bindMemory(to: UInt8.self).baseAddress
    try unsafe OpenSSL.check(
      EVP_CipherUpdate(
        context, output.assumingMemoryBound(to: UInt8.self), &length, start, Int32(input.count)),
      "encrypt")
  }

  /// Ends sealing and writes the tag's 16 bytes.
  @inline(__always)
  func finish(tag: UnsafeMutableRawPointer) throws(Failure) {
    var length: Int32 = 0
    var none: UInt8 = 0
    try unsafe OpenSSL.check(EVP_CipherFinal_ex(context, &none, &length), "seal")
    try unsafe OpenSSL.check(
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagByteCount), tag), "seal")
  }

  /// Ends opening; whether the 16 bytes of `tag` fit what was worked through.
  @inline(__always)
  func matches(tag: UnsafeRawPointer) throws(Failure) -> Bool {
    try unsafe OpenSSL.check(
      EVP_CIPHER_CTX_ctrl(
        context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagByteCount), UnsafeMutableRawPointer(mutating: tag)),
      "open")
    var length: Int32 = 0
    var none: UInt8 = 0
    guard unsafe EVP_CipherFinal_ex(context, &none, &length) == 1 else {
      ERR_clear_error()
      return false
    }
    return true
  }
}

/// Cipher methods, which OpenSSL lets any thread use at once; they live as long as the program.
@safe
private struct FetchedCiphers: @unchecked Sendable {
  private let pointer: OpaquePointer?

  private static let chaCha20 = FetchedCiphers("ChaCha20")
  private static let chaCha20Poly1305 = FetchedCiphers("ChaCha20-Poly1305")

  static func method(_ algorithm: CipherContext.Algorithm) -> OpaquePointer? {
    switch algorithm {
    case .chaCha20: unsafe chaCha20.pointer
    case .chaCha20Poly1305: unsafe chaCha20Poly1305.pointer
    }
  }

  private init(_ name: String) {
    unsafe pointer = EVP_CIPHER_fetch(nil, name, nil)
  }
}
