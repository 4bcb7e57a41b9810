internal import COpenSSL
internal import Records

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha): ChaCha20-Poly1305 whose nonce has 24 bytes.
///
/// OpenSSL lacks it, but has its parts. HChaCha20 turns the key and 16 bytes of the nonce
/// into a key for this message alone; its output is a ChaCha20 block without the final
/// addition of the input, so the block is taken from OpenSSL and the addition is undone.
/// No cipher is written anew here.
final class XChaCha20Poly1305 {
  static let nonceByteCount = 24

  private let block: CipherContext
  private let cipher: CipherContext

  init(key: SecretBytes, _ direction: CipherContext.Direction) throws(Failure) {
    precondition(key.count == 32, "XChaCha20-Poly1305 takes a key of 32 bytes")
    block = try CipherContext(.chaCha20, .sealing)
    cipher = try CipherContext(.chaCha20Poly1305, direction)
    try key.withBytes { (bytes) throws(Failure) in
      try unsafe bytes.withUnsafeBytes { (buffer) throws(Failure) in
        try unsafe block.begin(key: buffer.bindMemory(to: UInt8.self).baseAddress, nonce: nil)
      }
    }
  }

  /// Writes as many bytes as `input` has, and the tag behind them.
  func seal(
    _ input: UnsafeRawBufferPointer, nonce: UnsafeRawPointer, associatedData: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawPointer
  ) throws(Failure) {
    try unsafe begin(nonce, associatedData)
    try unsafe cipher.update(input, into: output)
    try unsafe cipher.finish(tag: output + input.count)
  }

  /// Whether the tag behind `input` fits; the output is to be used only then.
  func open(
    _ input: UnsafeRawBufferPointer, tag: UnsafeRawPointer, nonce: UnsafeRawPointer,
    associatedData: UnsafeRawBufferPointer, into output: UnsafeMutableRawPointer
  ) throws(Failure) -> Bool {
    try unsafe begin(nonce, associatedData)
    try unsafe cipher.update(input, into: output)
    return try unsafe cipher.matches(tag: tag)
  }

  /// Derives the message's own key and sets it with the rest of the nonce.
  @inline(__always)
  private func begin(_ nonce: UnsafeRawPointer, _ associatedData: UnsafeRawBufferPointer) throws(Failure) {
    var words = HChaCha20.Block()
    try unsafe withUnsafeMutableBytes(of: &words) { (buffer) throws(Failure) in
      guard let start = buffer.baseAddress else { return }
      try unsafe block.begin(key: nil, nonce: nonce.assumingMemoryBound(to: UInt8.self))
      try unsafe block.update(UnsafeRawBufferPointer(buffer), into: start)
    }
    var key = unsafe HChaCha20.undoAddition(
      words, input: nonce.loadUnaligned(as: SIMD4<UInt32>.self))
    words = HChaCha20.Block()
    // Four zero bytes, then the last eight of the 24.
    var rest = unsafe SIMD4<UInt32>(
      0, nonce.loadUnaligned(fromByteOffset: 16, as: UInt32.self),
      nonce.loadUnaligned(fromByteOffset: 20, as: UInt32.self), 0)
    try unsafe withUnsafeMutableBytes(of: &key) { (key) throws(Failure) in
      try unsafe withUnsafeBytes(of: &rest) { (rest) throws(Failure) in
        try unsafe cipher.begin(
          key: key.bindMemory(to: UInt8.self).baseAddress, nonce: rest.bindMemory(to: UInt8.self).baseAddress)
      }
      if let start = key.baseAddress { unsafe OPENSSL_cleanse(start, key.count) }
    }
    try unsafe cipher.authenticate(associatedData)
  }
}

/// HChaCha20, computed from a ChaCha20 block.
private enum HChaCha20 {
  /// One block of key stream: four rows of four little-endian words.
  struct Block {
    var constants = SIMD4<UInt32>()
    var key0 = SIMD4<UInt32>()
    var key1 = SIMD4<UInt32>()
    var input = SIMD4<UInt32>()
  }

  /// "expand 32-byte k", the first row of ChaCha20's state.
  static let constants = SIMD4<UInt32>(0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574)

  /// The first and the last row before the input was added: these are the derived key.
  @inline(__always)
  static func undoAddition(_ block: Block, input: SIMD4<UInt32>) -> SIMD8<UInt32> {
    SIMD8(lowHalf: block.constants &- constants, highHalf: block.input &- input)
  }
}
