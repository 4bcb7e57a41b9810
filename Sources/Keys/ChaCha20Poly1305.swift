public import Records

/// ChaCha20-Poly1305 (RFC 8439) under one key, for many messages whose nonces the caller
/// counts, as age's payload does.
///
/// A nonce must never come twice under one key: two messages under one nonce give away
/// their difference and the key of the authenticator. Who has no counter uses ``SealingKey``.
/// An object belongs to one thread.
public final class ChaCha20Poly1305 {
  /// Which way an object works.
  public enum Direction: Sendable {
    /// Encrypts and authenticates.
    case sealing
    /// Checks and decrypts.
    case opening
  }

  /// The tag's length in bytes.
  public static let tagByteCount = CipherContext.tagByteCount
  /// The nonce's length in bytes.
  public static let nonceByteCount = 12

  private let context: CipherContext

  /// Sets up the cipher for a key of 32 bytes.
  ///
  /// - Throws: `crypto_unavailable`.
  public init(key: SecretBytes, _ direction: Direction) throws(Failure) {
    precondition(key.count == 32, "ChaCha20-Poly1305 takes a key of 32 bytes")
    context = try CipherContext(.chaCha20Poly1305, direction == .sealing ? .sealing : .opening)
    try key.withBytes { (bytes) throws(Failure) in
      try unsafe bytes.withUnsafeBytes { (buffer) throws(Failure) in
        try unsafe context.begin(key: buffer.bindMemory(to: UInt8.self).baseAddress, nonce: nil)
      }
    }
  }

  /// Writes ciphertext and tag (`plaintext.byteCount` + 16 bytes) to the front of `output`.
  ///
  /// - Throws: `crypto_unavailable`.
  public func seal(
    _ plaintext: RawSpan, nonce: [UInt8], associatedData: RawSpan = RawSpan(),
    into output: inout MutableRawSpan
  ) throws(Failure) {
    precondition(output.byteCount >= plaintext.byteCount + Self.tagByteCount, "no room for the tag")
    try begin(nonce, associatedData)
    try unsafe output.withUnsafeMutableBytes { (output) throws(Failure) in
      guard let target = output.baseAddress else { return }
      try unsafe plaintext.withUnsafeBytes { (input) throws(Failure) in
        try unsafe context.update(input, into: target)
        try unsafe context.finish(tag: target + input.count)
      }
    }
  }

  /// Checks `sealed` (ciphertext and tag) and writes the plaintext to the front of `output`.
  ///
  /// - Returns: whether the tag fits; where it does not, the output is wiped, so that
  ///   nobody acts on unchecked bytes.
  /// - Throws: `crypto_unavailable`.
  public func open(
    _ sealed: RawSpan, nonce: [UInt8], associatedData: RawSpan = RawSpan(), into output: inout MutableRawSpan
  ) throws(Failure) -> Bool {
    let count = sealed.byteCount - Self.tagByteCount
    guard count >= 0 else { return false }
    precondition(output.byteCount >= count, "no room for the plaintext")
    try begin(nonce, associatedData)
    return try unsafe output.withUnsafeMutableBytes { (output) throws(Failure) in
      try unsafe sealed.withUnsafeBytes { (input) throws(Failure) in
        guard let source = input.baseAddress else { return false }
        if let target = output.baseAddress {
          try unsafe context.update(UnsafeRawBufferPointer(rebasing: input[..<count]), into: target)
        }
        let fits = try unsafe context.matches(tag: source + count)
        if !fits {
          unsafe UnsafeMutableRawBufferPointer(rebasing: output[..<count]).initializeMemory(
            as: UInt8.self, repeating: 0)
        }
        return fits
      }
    }
  }

  /// Decrypts without a look at the tag, which is the last 16 bytes of `sealed`.
  ///
  /// Anybody can have changed any bit of the output. It serves to say in what way a file is
  /// broken, once it is known to be, and for nothing else.
  package func decryptUnchecked(
    _ sealed: RawSpan, nonce: [UInt8], into output: inout MutableRawSpan
  ) throws(Failure) {
    let count = sealed.byteCount - Self.tagByteCount
    precondition(count >= 0 && output.byteCount >= count, "no room for the plaintext")
    try begin(nonce, RawSpan())
    try unsafe output.withUnsafeMutableBytes { (output) throws(Failure) in
      guard let target = output.baseAddress else { return }
      try unsafe sealed.withUnsafeBytes { (input) throws(Failure) in
        try unsafe context.update(UnsafeRawBufferPointer(rebasing: input[..<count]), into: target)
      }
    }
  }

  @inline(__always)
  private func begin(_ nonce: [UInt8], _ associatedData: RawSpan) throws(Failure) {
    precondition(nonce.count == Self.nonceByteCount, "ChaCha20-Poly1305 takes a nonce of 12 bytes")
    try unsafe context.begin(key: nil, nonce: nonce)
    try unsafe associatedData.withUnsafeBytes { (data) throws(Failure) in
      try unsafe context.authenticate(data)
    }
  }
}
