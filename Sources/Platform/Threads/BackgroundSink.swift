public import Records

/// Hands what is written to it on to another sink, on a thread of its own, in order and in
/// bounded memory: two steps of a large work then keep two processors busy.
///
/// The other sink belongs to the thread until ``finish()`` has returned, or the object is gone.
/// What the other sink throws comes out of a later write, or of ``finish()``.
public final class BackgroundSink: ByteSink {
  /// Bytes that are handed over at a time.
  package static let pieceSize = 1 << 18
  /// Bytes before the thread is started: most works are smaller, and would only wait for it.
  package static let threshold = 1 << 21
  /// Pieces that wait for the thread at most.
  private static let depth = 4

  /// A buffer with one owner at a time: who fills it, a queue, or the thread.
  private final class Piece: @unchecked Sendable {
    var bytes = [UInt8](repeating: 0, count: pieceSize)
    var count = 0

    func empty(into sink: any ByteSink) throws(Failure) {
      try Self.write(bytes, count, to: sink)
      count = 0
    }

    private static func write(_ bytes: [UInt8], _ count: Int, to sink: any ByteSink) throws(Failure) {
      try sink.write(unsafe bytes.span.bytes.extracting(first: count))
    }
  }

  /// The other sink on its way to the thread; who lent it does not touch it meanwhile.
  private struct Lent: @unchecked Sendable {
    let sink: any ByteSink
  }

  private struct Lane {
    let given: BoundedQueue<Piece>
    let emptied: BoundedQueue<Piece>
    let thread: WorkerThread<Void>
  }

  private let sink: any ByteSink
  private let name: String
  private var lane: Lane?
  /// Whether a thread may still be started.
  private var mayStart: Bool
  private var passed = 0
  private var filling: Piece?
  private var made = 0
  private var failure: Failure?

  /// Hands on to `sink`.
  ///
  /// - Parameters:
  ///   - name: the thread's; it shows in `top -H`.
  ///   - processors: where there is one, no thread is started.
  public init(_ sink: any ByteSink, name: String, processors: Int = Processors.count) {
    self.sink = sink
    self.name = name
    mayStart = processors > 1
  }

  deinit { cancel() }

  /// Takes `bytes`; returns before the other sink has them.
  public func write(_ bytes: RawSpan) throws(Failure) {
    if let failure { throw failure }
    if mayStart, passed >= Self.threshold { start() }
    guard let lane else {
      passed += bytes.byteCount
      return try sink.write(bytes)
    }
    var start = 0
    while start < bytes.byteCount {
      guard let piece = filling ?? blank(lane) else { throw ended(lane) }
      filling = piece
      let count = min(Self.pieceSize - piece.count, bytes.byteCount - start)
      Self.copy(bytes.extracting(start..<start + count), to: piece)
      start += count
      if piece.count == Self.pieceSize { try give(piece, lane) }
    }
  }

  /// Waits until the other sink has everything; it is the caller's again then.
  public func finish() throws(Failure) {
    if let failure { throw failure }
    guard let lane else { return }
    if let piece = filling, piece.count > 0 { try give(piece, lane) }
    self.lane = nil
    mayStart = false
    lane.given.close()
    do { try lane.thread.join() } catch {
      failure = error
      throw error
    }
  }

  private func start() {
    mayStart = false
    let given = BoundedQueue<Piece>(limit: Self.depth)
    let emptied = BoundedQueue<Piece>(limit: Self.depth + 2)
    let lent = Lent(sink: sink)
    // It holds the queues and not this object, which would never end then.
    let thread = try? WorkerThread<Void>(name) { () throws(Failure) in
      do throws(Failure) {
        while let piece = given.take() {
          try piece.empty(into: lent.sink)
          _ = emptied.put(piece)
        }
      } catch {
        // Whoever waits for a place, or for a buffer, is let go.
        given.cancel()
        emptied.cancel()
        throw error
      }
    }
    if let thread { lane = Lane(given: given, emptied: emptied, thread: thread) }
  }

  private func blank(_ lane: Lane) -> Piece? {
    guard made == Self.depth + 2 else {
      made += 1
      return Piece()
    }
    return lane.emptied.take()
  }

  private func give(_ piece: Piece, _ lane: Lane) throws(Failure) {
    filling = nil
    guard lane.given.put(piece) else { throw ended(lane) }
  }

  /// Why the thread ended before its time.
  private func ended(_ lane: Lane) -> Failure {
    self.lane = nil
    var failure = Failure(.internalError, "a thread ended early")
    do throws(Failure) { try lane.thread.join() } catch { failure = error }
    self.failure = failure
    return failure
  }

  private func cancel() {
    guard let lane else { return }
    lane.given.cancel()
    lane.emptied.cancel()
    try? lane.thread.join()
  }

  private static func copy(_ bytes: RawSpan, to piece: Piece) {
    unsafe piece.bytes.withUnsafeMutableBytes { target in
      unsafe bytes.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[piece.count...]).copyMemory(from: source)
      }
    }
    piece.count += bytes.byteCount
  }
}
