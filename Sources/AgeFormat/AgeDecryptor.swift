internal import Keys
internal import Platform
public import Records

/// Decrypts an age v1 file, armoured or not, from its front, in constant memory.
///
/// What it gives out was checked chunk by chunk, but that the file is whole is known only
/// when ``read(into:)`` has returned 0: until then nothing may be shown or put in place.
public final class AgeDecryptor: ByteSource {
  /// Chunks that are read and opened at a time, once the file proves longer than one.
  private static let runLength = 4

  /// The file's header, whose code fits.
  public let header: AgeHeader
  /// Whether the file is armoured; places in messages are those in the file without armour.
  public let isArmored: Bool
  /// Which of the identities opened the file.
  public let identityIndex: Int
  package let fileKey: AgeFileKey

  /// The length of the plaintext, where the caller knows it from elsewhere.
  ///
  /// It tells a file that was cut within a chunk from one whose last chunk was altered;
  /// without it the two look the same, and both are called altered.
  public var expectedSize: Int64?

  /// Whether bytes, if they are what was encrypted, are the front of something longer, where
  /// the kind of plaintext shows that; asked only of a sole chunk that does not open.
  package var looksCut: ((RawSpan) -> Bool)?

  /// Whether bytes, if they are what was encrypted, are the end of it, where the kind of plaintext
  /// shows that; asked of a last chunk that does not open.
  package var endsWhole: ((RawSpan) -> Bool)?

  private let source: any ByteSource
  let opener: ChunkOpener
  private let payloadKey: SecretBytes
  /// How many threads may open chunks; 0 once that is over.
  private var threads: Int
  /// Threads that open ahead, once the file proves large, and the run that is given out.
  private var readAhead: ChunkReadAhead?
  private var lent: ChunkCrew.Run?
  /// What the source said when it was read ahead.
  private var sourceFailure: Failure?
  /// A window of the file; `unread` is what of it was not opened yet.
  private(set) var window: [UInt8]
  private var unread: Range<Int>
  private var sourceEnded = false
  /// Where `unread` begins in the file.
  private(set) var position: Int64
  private(set) var index: UInt64 = 0
  /// Plaintext for callers whose buffers are smaller than a chunk.
  private var plaintext: [UInt8] = []
  private var pending = 0..<0
  private var ended = false
  private var failure: Failure?

  /// Reads the header and gets the file key out of it.
  ///
  /// - Throws: `age_header_invalid`, `armor_invalid`, `wrong_key`, `wrong_passphrase`,
  ///   `altered`, `truncated`, and what `source` and the identities throw.
  public convenience init(source: any ByteSource, identities: [any AgeIdentity]) throws(Failure) {
    try self.init(source: source, identities: identities, threads: Processors.count)
  }

  /// - Parameter threads: how many may open chunks at a time, once the file proves large.
  package init(source given: any ByteSource, identities: [any AgeIdentity], threads: Int) throws(Failure) {
    let input = try AgeInput(given)
    let source = input.source
    var (header, front) = try AgeHeader.read(from: source)
    let (fileKey, identity) = try header.fileKey(with: identities)
    if front.count < AgePayload.nonceSize {
      var more = [UInt8](repeating: 0, count: AgePayload.nonceSize - front.count)
      let count = try more.withMutableRawSpan { (rest) throws(Failure) in try source.fill(&rest) }
      front += more.prefix(count)
    }
    guard front.count >= AgePayload.nonceSize else {
      throw Self.cut(at: Int64(header.byteCount + front.count))
    }
    payloadKey = fileKey.payloadKey(nonce: Array(front.prefix(AgePayload.nonceSize)))
    opener = try ChunkOpener(payloadKey: payloadKey)
    self.threads = threads
    self.header = header
    self.fileKey = fileKey
    identityIndex = identity
    self.source = source
    isArmored = input.isArmored
    window = front
    unread = AgePayload.nonceSize..<front.count
    position = Int64(header.byteCount + AgePayload.nonceSize)
  }

  /// Fills the front of `buffer` with plaintext; 0 is the end, and only then is the file
  /// known to be whole.
  ///
  /// A buffer of at least ``AgePayload/chunkSize`` bytes is decrypted into directly.
  ///
  /// - Throws: `truncated`, `altered`, and what the source throws.
  public func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    if pending.isEmpty, failure == nil, !ended { try openAhead() }
    if pending.isEmpty, failure == nil, !ended {
      let room = buffer.byteCount / AgePayload.chunkSize
      if room > 0 {
        let count = try openRun(of: room, into: &buffer)
        if count > 0 { return count }
      } else {
        try openPending()
      }
    }
    if !pending.isEmpty {
      let count = min(buffer.byteCount, pending.count)
      (lent?.output ?? plaintext).withRawSpan { bytes in
        buffer.copy(bytes.extracting(pending.lowerBound..<pending.lowerBound + count), at: 0)
      }
      pending = pending.lowerBound + count..<pending.upperBound
      return count
    }
    if let failure { throw failure }
    return 0
  }

  /// Takes the next run from the threads, where there are such.
  private func openAhead() throws(Failure) {
    if threads > 1, readAhead == nil, index >= UInt64(ChunkCrew.threshold / AgePayload.chunkSize),
      !sourceEnded,
      unread.count <= ChunkCrew.runLength * AgePayload.sealedChunkSize
    {
      startReadAhead()
    }
    guard let readAhead else { return }
    if let lent { readAhead.recycle(lent) }
    lent = nil
    switch try readAhead.next() {
    case .opened(let run):
      lent = run
      pending = 0..<run.outputCount
      index += UInt64(ChunkCrew.runLength)
      position += Int64(run.count)
    case .rest(let rest):
      window = rest.bytes
      unread = 0..<rest.bytes.count
      sourceEnded = rest.sourceEnded
      sourceFailure = rest.sourceFailure
      self.readAhead = nil
      threads = 0
    }
  }

  private func startReadAhead() {
    guard let crew = ChunkCrew(.opening, payloadKey: payloadKey, threads: threads) else {
      threads = 0
      return
    }
    readAhead = window.withRawSpan { bytes in
      ChunkReadAhead(source, crew: crew, front: bytes.extracting(unread), index: index)
    }
  }

  private func openPending() throws(Failure) {
    let size = Self.runLength * AgePayload.chunkSize
    if plaintext.count < size { plaintext = [UInt8](repeating: 0, count: size) }
    var own: [UInt8] = []
    swap(&own, &plaintext)
    defer { swap(&own, &plaintext) }
    let count = try own.withMutableRawSpan { (buffer) throws(Failure) in
      try openRun(of: Self.runLength, into: &buffer)
    }
    pending = 0..<count
  }

  /// Opens at most `room` chunks into `output`; 0 when the file ended or `failure` was set.
  private func openRun(of room: Int, into output: inout MutableRawSpan) throws(Failure) -> Int {
    try refill()
    let size = AgePayload.sealedChunkSize
    let endsPayload = sourceEnded && unread.count <= room * size
    // A chunk with nothing behind it is the last one, and sealed as such; so one byte more
    // than is opened must be there.
    let count = endsPayload ? unread.count : min(room, (unread.count - 1) / size) * size
    let run = unread.lowerBound..<unread.lowerBound + count
    if endsPayload, let refusal = try refusal(of: run) {
      failure = refusal
      return 0
    }
    var outcome = try window.withRawSpan { (bytes) throws(Failure) in
      try opener.open(bytes.extracting(run), from: index, endsPayload: endsPayload, into: &output)
    }
    if let failed = outcome.failed {
      let diagnosis = try diagnosis(of: failed, in: run, endsPayload: endsPayload)
      failure = diagnosis.failure
      if let (chunk, isLast) = diagnosis.chunk {
        outcome.count += try reopen(chunk, at: failed, isLast: isLast, into: &output, from: outcome.count)
      }
    }
    index += UInt64((count + size - 1) / size)
    position += Int64(count)
    unread = run.upperBound..<unread.upperBound
    ended = endsPayload
    return outcome.count
  }

  /// Opens a chunk that opens alone to its place behind the others.
  private func reopen(
    _ chunk: Range<Int>, at place: UInt64, isLast: Bool, into output: inout MutableRawSpan, from start: Int
  ) throws(Failure) -> Int {
    let opens = try output.withRest(from: start) { (rest) throws(Failure) in
      try window.withRawSpan { (bytes) throws(Failure) in
        try opener.open(bytes.extracting(chunk), at: place, isLast: isLast, into: &rest)
      }
    }
    return opens ? chunk.count - ChunkOpener.tagByteCount : 0
  }

  /// Reads on when no chunk is left that is known not to be the last.
  private func refill() throws(Failure) {
    guard !sourceEnded, unread.count <= AgePayload.sealedChunkSize else { return }
    if let sourceFailure { throw sourceFailure }
    // Small files are the many ones: the large window comes with the second chunk.
    let capacity = (index == 0 ? 1 : Self.runLength) * AgePayload.sealedChunkSize + 1
    if window.count < capacity {
      window = Array(window[unread]) + [UInt8](repeating: 0, count: capacity - unread.count)
    } else {
      for offset in 0..<unread.count { window[offset] = window[unread.lowerBound + offset] }
    }
    let kept = unread.count
    let count = try window.withMutableRawSpan { (window) throws(Failure) in
      try window.withRest(from: kept) { (rest) throws(Failure) in try source.fill(&rest) }
    }
    unread = 0..<kept + count
    sourceEnded = unread.count < window.count
  }
}
