internal import Keys
public import Records

/// Encrypts what is written to it into an age v1 file, in constant memory.
///
/// Until ``finish()`` the file lacks its last chunk, and every reader notices.
public final class AgeEncryptor: ByteSink {
  /// Plaintext bytes that are sealed and handed on at a time.
  static let runSize = 4 * AgePayload.chunkSize

  private let output: any ByteSink
  private let sealer: ChunkSealer
  private var index: UInt64 = 0
  /// What waits because it may be the last chunk, which is sealed differently.
  private var waiting: [UInt8]
  private var waitingCount = 0
  private var sealed: [UInt8]

  /// Writes the header for `recipients` to `output`.
  ///
  /// - Throws: `recipient_missing`, `crypto_unavailable`, and what `output` throws.
  public convenience init(to recipients: [AgeRecipient], output: any ByteSink) throws(Failure) {
    let fileKey = AgeFileKey.random()
    let header = try AgeHeader(wrapping: fileKey, for: recipients)
    try self.init(header: header, fileKey: fileKey, output: output)
  }

  /// Writes `header`, which wraps `fileKey`, to `output`.
  package init(header: AgeHeader, fileKey: AgeFileKey, output: any ByteSink) throws(Failure) {
    let nonce = SecureRandom.bytes(AgePayload.nonceSize)
    sealer = try ChunkSealer(payloadKey: fileKey.payloadKey(nonce: nonce))
    self.output = output
    waiting = [UInt8](repeating: 0, count: AgePayload.chunkSize)
    sealed = []
    let front = header.serialized + nonce
    try output.write(unsafe front.span.bytes)
  }

  /// Encrypts `bytes` and hands on every chunk that is known not to be the last.
  public func write(_ bytes: RawSpan) throws(Failure) {
    var start = 0
    if waitingCount > 0 {
      start = keep(bytes)
      guard start < bytes.byteCount else { return }
      try sealWaiting(endsPayload: false)
    }
    // Whole chunks go straight from the caller's buffer; one byte at least stays behind.
    while bytes.byteCount - start > AgePayload.chunkSize {
      let chunks = min(Self.runSize, bytes.byteCount - start - 1) / AgePayload.chunkSize
      let count = chunks * AgePayload.chunkSize
      try seal(bytes.extracting(start..<start + count), endsPayload: false)
      start += count
    }
    _ = keep(bytes.extracting(start..<bytes.byteCount))
  }

  /// Seals the last chunk; nothing may be written afterwards. The output is the caller's to
  /// finish.
  public func finish() throws(Failure) {
    try sealWaiting(endsPayload: true)
    waiting = []
  }

  /// Copies as much of `bytes` as the waiting chunk takes, and says how much that was.
  private func keep(_ bytes: RawSpan) -> Int {
    let count = min(AgePayload.chunkSize - waitingCount, bytes.byteCount)
    waiting.withMutableRawSpan { target in target.copy(bytes.extracting(first: count), at: waitingCount) }
    waitingCount += count
    return count
  }

  private func sealWaiting(endsPayload: Bool) throws(Failure) {
    try waiting.withRawSpan { (bytes) throws(Failure) in
      try seal(bytes.extracting(first: waitingCount), endsPayload: endsPayload)
    }
    waitingCount = 0
  }

  private func seal(_ run: RawSpan, endsPayload: Bool) throws(Failure) {
    let size = ChunkSealer.sealedSize(of: run.byteCount)
    if sealed.count < size { sealed = [UInt8](repeating: 0, count: size) }
    try sealed.withMutableRawSpan { (target) throws(Failure) in
      try sealer.seal(run, from: index, endsPayload: endsPayload, into: &target)
    }
    index += UInt64(max(1, (run.byteCount + AgePayload.chunkSize - 1) / AgePayload.chunkSize))
    try sealed.withRawSpan { (bytes) throws(Failure) in try output.write(bytes.extracting(first: size)) }
  }
}
