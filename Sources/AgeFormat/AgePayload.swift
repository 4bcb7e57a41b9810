internal import Keys

/// The payload's measures (C2SP age.md, "Payload").
public enum AgePayload {
  /// Plaintext bytes in every chunk but the last.
  public static let chunkSize = 65536
  /// The same chunk in the file, with its tag.
  public static let sealedChunkSize = chunkSize + ChaCha20Poly1305.tagByteCount
  /// The nonce in front of the chunks.
  public static let nonceSize = 16

  /// The length of the payload, nonce included, for a plaintext of `size` bytes.
  public static func sealedSize(of size: Int64) -> Int64 {
    let chunks = max(1, (size + Int64(chunkSize) - 1) / Int64(chunkSize))
    return Int64(nonceSize) + size + chunks * Int64(ChaCha20Poly1305.tagByteCount)
  }

  /// The length of the plaintext in a payload of `size` bytes, nonce included; `nil` for a
  /// length that no payload has.
  public static func plaintextSize(of size: Int64) -> Int64? {
    let body = size - Int64(nonceSize)
    let tag = Int64(ChaCha20Poly1305.tagByteCount)
    let (chunks, last) = body.quotientAndRemainder(dividingBy: Int64(sealedChunkSize))
    if last == 0 { return chunks > 0 ? chunks * Int64(chunkSize) : nil }
    // Only an empty file has an empty last chunk.
    guard body > 0, last > tag || (last == tag && chunks == 0) else { return nil }
    return chunks * Int64(chunkSize) + last - tag
  }
}

/// Counts the chunks of one payload; gives each its nonce.
///
/// Eleven bytes count, the twelfth marks the last chunk: so chunks cannot be swapped,
/// doubled, left out, or cut off at the end unnoticed.
struct ChunkNonce {
  private(set) var bytes = [UInt8](repeating: 0, count: ChaCha20Poly1305.nonceByteCount)

  mutating func set(_ index: UInt64, isLast: Bool) {
    for place in 0..<8 { bytes[10 - place] = UInt8(truncatingIfNeeded: index >> UInt64(place * 8)) }
    bytes[11] = isLast ? 1 : 0
  }
}
