internal import Keys
internal import Platform
internal import Records

/// Threads that seal or open the runs of one payload, and give them back in order.
///
/// Each thread has its own queues, and runs are dealt out in turn: taking them back in the same
/// turn is all that the order needs, and the bounded queues are all the memory there is. Who
/// deals and takes is one thread, so sources and sinks stay where they were made.
final class ChunkCrew {
  /// What the threads do.
  enum Work {
    case sealing
    case opening
  }

  /// Chunks of a run.
  static let runLength = 8
  /// Runs that each thread may have at a time.
  private static let depth = 3
  /// Plaintext bytes of a payload before threads are started: most files are smaller.
  static let threshold = 1 << 21

  /// A run with the room for what becomes of it. It has one owner at a time, whoever holds it:
  /// the dealer, a queue, or a thread.
  final class Run: @unchecked Sendable {
    /// Plaintext to be sealed, or chunks to be opened.
    var input: [UInt8]
    var count = 0
    var index: UInt64 = 0
    /// What became of it.
    var output: [UInt8]
    var outputCount = 0
    /// Why it was not done; chunks that do not open set `opens` instead.
    var failure: Failure?
    var opens = true

    private let work: Work

    init(_ work: Work) {
      self.work = work
      let (plain, sealed) = (runLength * AgePayload.chunkSize, runLength * AgePayload.sealedChunkSize)
      input = [UInt8](repeating: 0, count: work == .sealing ? plain : sealed)
      output = [UInt8](repeating: 0, count: work == .sealing ? sealed : plain)
    }

    deinit {
      if work == .sealing { SecretBytes.wipe(&input) } else { SecretBytes.wipe(&output) }
    }
  }

  private struct Lane {
    let given: BoundedQueue<Run>
    let done: BoundedQueue<Run>
    let thread: WorkerThread<Void>
  }

  private let work: Work
  private let lanes: [Lane]
  private var dealt = 0
  private var taken = 0
  private var spare: [Run] = []

  /// How many runs are with the threads.
  var underWay: Int { dealt - taken }
  /// Whether one must be taken before another is dealt.
  var isFull: Bool { underWay == lanes.count * Self.depth }

  /// Starts the threads; `nil` where there is one processor, on which they would only cost, and
  /// where the system starts none: the work is done all the same then.
  init?(_ work: Work, payloadKey: SecretBytes, threads: Int) {
    guard threads > 1 else { return nil }
    self.work = work
    var lanes: [Lane] = []
    for number in 0..<min(threads, 8) {
      let given = BoundedQueue<Run>(limit: Self.depth)
      let done = BoundedQueue<Run>(limit: Self.depth)
      let name = work == .sealing ? "seal \(number)" : "open \(number)"
      // It holds the queues and not the crew, which would never end then.
      let thread = try? WorkerThread<Void>(name) { () throws(Failure) in
        try Self.serve(work, payloadKey, given, done)
      }
      guard let thread else { break }
      lanes.append(Lane(given: given, done: done, thread: thread))
    }
    self.lanes = lanes
    guard !lanes.isEmpty else { return nil }
  }

  deinit {
    for lane in lanes {
      lane.given.cancel()
      lane.done.cancel()
    }
    for lane in lanes { try? lane.thread.join() }
  }

  private static func serve(
    _ work: Work, _ key: SecretBytes, _ given: BoundedQueue<Run>, _ done: BoundedQueue<Run>
  ) throws(Failure) {
    let sealer = work == .sealing ? try ChunkSealer(payloadKey: key) : nil
    let opener = work == .opening ? try ChunkOpener(payloadKey: key) : nil
    while let run = given.take() {
      do throws(Failure) {
        if let sealer { try sealer.seal(run) }
        if let opener { try opener.open(run) }
      } catch { run.failure = error }
      guard done.put(run) else { return }
    }
  }

  /// A run to be filled.
  func blank() -> Run { spare.popLast() ?? Run(work) }

  /// Takes a run back for another time.
  func recycle(_ run: Run) { spare.append(run) }

  /// Hands a run to the next thread.
  func deal(_ run: Run) {
    precondition(!isFull, "a run must be taken first")
    run.failure = nil
    run.opens = true
    _ = lanes[dealt % lanes.count].given.put(run)
    dealt += 1
  }

  /// Waits for the oldest run; `nil` when none is under way.
  ///
  /// - Throws: what the thread met, `crypto_unavailable`.
  func take() throws(Failure) -> Run? {
    guard underWay > 0 else { return nil }
    let lane = lanes[taken % lanes.count]
    taken += 1
    guard let run = lane.done.take() else {
      try lane.thread.join()
      throw Failure(.internalError, "a thread ended early")
    }
    if let failure = run.failure { throw failure }
    return run
  }
}

extension ChunkSealer {
  /// Seals a run in the middle of a payload.
  fileprivate func seal(_ run: ChunkCrew.Run) throws(Failure) {
    run.outputCount = Self.sealedSize(of: run.count)
    try run.output.withMutableRawSpan { (output) throws(Failure) in
      try run.input.withRawSpan { (input) throws(Failure) in
        try seal(input.extracting(first: run.count), from: run.index, endsPayload: false, into: &output)
      }
    }
  }
}

extension ChunkOpener {
  /// Opens a run in the middle of a payload.
  fileprivate func open(_ run: ChunkCrew.Run) throws(Failure) {
    let outcome = try run.output.withMutableRawSpan { (output) throws(Failure) in
      try run.input.withRawSpan { (input) throws(Failure) in
        try open(input.extracting(first: run.count), from: run.index, endsPayload: false, into: &output)
      }
    }
    run.opens = outcome.failed == nil
    run.outputCount = outcome.count
  }
}
