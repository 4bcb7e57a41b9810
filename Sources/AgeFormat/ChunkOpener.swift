internal import Keys
internal import Records

/// Opens runs of neighbouring chunks; like ``ChunkSealer``, one a thread.
final class ChunkOpener {
  static let tagByteCount = ChaCha20Poly1305.tagByteCount

  /// How far a run was opened.
  struct Outcome {
    /// The plaintext bytes of the chunks before the first that did not open.
    var count = 0
    /// The index of the chunk that did not open; `nil` when all did.
    var failed: UInt64?
  }

  private let cipher: ChaCha20Poly1305
  private var nonce = ChunkNonce()

  init(payloadKey: SecretBytes) throws(Failure) {
    cipher = try ChaCha20Poly1305(key: payloadKey, .opening)
  }

  /// Opens `sealed` into the front of `output`; stops at the first chunk that does not open.
  func open(
    _ sealed: RawSpan, from index: UInt64, endsPayload: Bool, into output: inout MutableRawSpan
  ) throws(Failure) -> Outcome {
    var outcome = Outcome()
    var index = index
    var start = 0
    while start < sealed.byteCount {
      let count = min(AgePayload.sealedChunkSize, sealed.byteCount - start)
      let chunk = sealed.extracting(start..<start + count)
      let isLast = endsPayload && start + count == sealed.byteCount
      let fits = try output.withRest(from: outcome.count) { (rest) throws(Failure) in
        try open(chunk, at: index, isLast: isLast, into: &rest)
      }
      guard fits else {
        outcome.failed = index
        return outcome
      }
      outcome.count += count - Self.tagByteCount
      start += count
      index += 1
    }
    return outcome
  }

  /// Whether one chunk opens at this place.
  func open(
    _ chunk: RawSpan, at index: UInt64, isLast: Bool, into output: inout MutableRawSpan
  ) throws(Failure) -> Bool {
    nonce.set(index, isLast: isLast)
    return try cipher.open(chunk, nonce: nonce.bytes, into: &output)
  }

  /// Decrypts a chunk without checking it; see ``ChaCha20Poly1305/decryptUnchecked(_:nonce:into:)``.
  func decryptUnchecked(
    _ chunk: RawSpan, at index: UInt64, isLast: Bool, into output: inout MutableRawSpan
  ) throws(Failure) {
    nonce.set(index, isLast: isLast)
    try cipher.decryptUnchecked(chunk, nonce: nonce.bytes, into: &output)
  }
}
