internal import Keys
internal import Platform
public import Records

/// Encrypts what is written to it into an age v1 file, in constant memory.
///
/// Until ``finish()`` the file lacks its last chunk, and every reader notices.
public final class AgeEncryptor: ByteSink {
  /// Plaintext bytes that are sealed and handed on at a time.
  static let runSize = ChunkCrew.runLength * AgePayload.chunkSize

  private let output: any ByteSink
  private let payloadKey: SecretBytes
  private let sealer: ChunkSealer
  /// Threads that seal, once the file proves large, and the run that is filled for them.
  private var crew: ChunkCrew?
  private var run: ChunkCrew.Run?
  private let threads: Int
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
  ///
  /// - Parameter threads: how many may seal at a time, once the file proves large.
  package init(
    header: AgeHeader, fileKey: AgeFileKey, output: any ByteSink, threads: Int = Processors.count
  ) throws(Failure) {
    let nonce = SecureRandom.bytes(AgePayload.nonceSize)
    payloadKey = fileKey.payloadKey(nonce: nonce)
    sealer = try ChunkSealer(payloadKey: payloadKey)
    self.threads = threads
    self.output = output
    waiting = [UInt8](repeating: 0, count: AgePayload.chunkSize)
    sealed = []
    let front = header.serialized + nonce
    try output.write(unsafe front.span.bytes)
  }

  /// Encrypts `bytes` and hands on every chunk that is known not to be the last.
  public func write(_ bytes: RawSpan) throws(Failure) {
    if let crew { return try deal(bytes, crew) }
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
    if index >= UInt64(ChunkCrew.threshold / AgePayload.chunkSize), threads > 1 { try startCrew() }
  }

  /// Seals the last chunk; nothing may be written afterwards. The output is the caller's to
  /// finish.
  public func finish() throws(Failure) {
    if let crew, let run {
      while let done = try crew.take() { try handOn(done) }
      try run.input.withRawSpan { (bytes) throws(Failure) in
        try seal(bytes.extracting(first: run.count), endsPayload: true)
      }
      self.crew = nil
      self.run = nil
    } else {
      try sealWaiting(endsPayload: true)
    }
    SecretBytes.wipe(&waiting)
    waiting = []
  }

  /// From now on threads seal; what waits is the front of their first run.
  private func startCrew() throws(Failure) {
    guard let crew = ChunkCrew(.sealing, payloadKey: payloadKey, threads: threads) else { return }
    self.crew = crew
    run = crew.blank()
    let count = waitingCount
    waitingCount = 0
    try waiting.withRawSpan { (bytes) throws(Failure) in try deal(bytes.extracting(first: count), crew) }
  }

  /// Fills runs, and deals each once a byte behind it shows that it is not the last.
  private func deal(_ bytes: RawSpan, _ crew: ChunkCrew) throws(Failure) {
    var start = 0
    while start < bytes.byteCount, var run {
      if run.count == Self.runSize {
        if crew.isFull, let done = try crew.take() { try handOn(done) }
        run.index = index
        index += UInt64(ChunkCrew.runLength)
        crew.deal(run)
        run = crew.blank()
        run.count = 0
        self.run = run
      }
      let count = min(Self.runSize - run.count, bytes.byteCount - start)
      run.input.withMutableRawSpan { $0.copy(bytes.extracting(start..<start + count), at: run.count) }
      run.count += count
      start += count
    }
  }

  private func handOn(_ run: ChunkCrew.Run) throws(Failure) {
    try run.output.withRawSpan { (bytes) throws(Failure) in
      try output.write(bytes.extracting(first: run.outputCount))
    }
    crew?.recycle(run)
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
