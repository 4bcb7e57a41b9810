internal import Keys
internal import Records

/// Seals runs of neighbouring chunks. A run depends on nothing but its first index, so
/// several sealers, one a thread, can work on one payload.
final class ChunkSealer {
  private let cipher: ChaCha20Poly1305
  private var nonce = ChunkNonce()

  init(payloadKey: SecretBytes) throws(Failure) {
    cipher = try ChaCha20Poly1305(key: payloadKey, .sealing)
  }

  /// How many bytes `count` plaintext bytes of a run become.
  static func sealedSize(of count: Int) -> Int {
    count + max(1, (count + AgePayload.chunkSize - 1) / AgePayload.chunkSize) * ChaCha20Poly1305.tagByteCount
  }

  /// Seals `plaintext`, whose chunks are all full except perhaps the last of the payload.
  func seal(
    _ plaintext: RawSpan, from index: UInt64, endsPayload: Bool, into output: inout MutableRawSpan
  ) throws(Failure) {
    var index = index
    var start = 0
    var written = 0
    repeat {
      let count = min(AgePayload.chunkSize, plaintext.byteCount - start)
      let chunk = plaintext.extracting(start..<start + count)
      nonce.set(index, isLast: endsPayload && start + count == plaintext.byteCount)
      try output.withRest(from: written) { (rest) throws(Failure) in
        try cipher.seal(chunk, nonce: nonce.bytes, into: &rest)
      }
      index += 1
      start += count
      written += count + ChaCha20Poly1305.tagByteCount
    } while start < plaintext.byteCount
  }
}
