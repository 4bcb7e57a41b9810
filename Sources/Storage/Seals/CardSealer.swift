internal import Keys
internal import Records

/// Seals search cards: nonce (12 random bytes), ciphertext, tag.
///
/// A search opens every card there is, so they do without the longer nonce of other records,
/// whose key setup for each record would double the time. 96 random bits are safe for some
/// 2³² cards under one key (a repeated nonce then has a chance of 2⁻³³), and each epoch and
/// kind has a key of its own. An object belongs to one thread.
final class CardSealer {
  /// How many bytes a seal adds.
  static let overhead = ChaCha20Poly1305.nonceByteCount + ChaCha20Poly1305.tagByteCount

  private let sealing: ChaCha20Poly1305
  private let opening: ChaCha20Poly1305
  private var nonce = [UInt8](repeating: 0, count: ChaCha20Poly1305.nonceByteCount)

  init(_ key: SecretBytes) throws(Failure) {
    sealing = try ChaCha20Poly1305(key: key, .sealing)
    opening = try ChaCha20Poly1305(key: key, .opening)
  }

  /// Seals `card` to `context`.
  func seal(_ card: [UInt8], context: [UInt8]) throws(Failure) -> [UInt8] {
    let nonce = SecureRandom.bytes(ChaCha20Poly1305.nonceByteCount)
    var sealed = [UInt8](repeating: 0, count: card.count + ChaCha20Poly1305.tagByteCount)
    var span = sealed.mutableSpan
    var output = unsafe span.mutableBytes
    try unsafe sealing.seal(
      card.span.bytes, nonce: nonce, associatedData: context.span.bytes, into: &output)
    return nonce + sealed
  }

  /// Opens what `seal` made into `card`, which has exactly the right size; `false` when it was
  /// changed or belongs elsewhere.
  func open(_ sealed: RawSpan, context: RawSpan, into card: inout [UInt8]) throws(Failure) -> Bool {
    guard sealed.byteCount == card.count + Self.overhead else { return false }
    var span = card.mutableSpan
    var output = unsafe span.mutableBytes
    for place in nonce.indices {
      nonce[place] = unsafe sealed.unsafeLoad(fromByteOffset: place, as: UInt8.self)
    }
    return try opening.open(
      sealed.extracting(nonce.count..<sealed.byteCount), nonce: nonce, associatedData: context, into: &output)
  }
}
