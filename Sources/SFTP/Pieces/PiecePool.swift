internal import Records
internal import Synchronization

/// The pieces of one file that are still due, shared by the connections that move them: who
/// is free takes the next one. It also knows which pieces have arrived and which of those
/// are safe.
final class PiecePool: Sendable {
  private let monitor: Monitor<State>
  private let busy = Mutex<ServerWork?>(nil)

  private struct State {
    var safe: PieceMap
    /// Pieces that arrived whole and may still be lost with the other side's memory, each
    /// with a number that no later arrival of it has.
    var arrived: [Int: UInt64] = [:]
    var arrivals: UInt64 = 0
    /// Bytes that are due of the pieces that were handed out.
    var due: [Int: UInt64] = [:]
    /// Pieces that a broken connection left, the next one last.
    var returned: [Int] = []
    var next = 0
    var doneBytes: UInt64
    var failure: Failure?
    var isEnded = false

    var isDone: Bool { due.isEmpty && returned.isEmpty && next >= safe.count }

    mutating func skip() {
      while next < safe.count, safe.contains(next) { next += 1 }
    }

    mutating func take() -> Int? {
      guard !isEnded else { return nil }
      let piece: Int
      if let old = returned.popLast() {
        piece = old
      } else {
        guard next < safe.count else { return nil }
        piece = next
        next += 1
        skip()
      }
      due[piece] = UInt64(safe.range(of: piece).count)
      return piece
    }
  }

  /// - Parameter safe: what need not be moved any more.
  init(_ safe: PieceMap) {
    var state = State(safe: safe, doneBytes: safe.bytes)
    state.skip()
    monitor = Monitor(state)
  }

  // MARK: For the connections

  /// The next piece, in the file's order as long as no connection breaks; `nil` when there is
  /// none to be had now.
  func take() -> (piece: Int, range: Range<UInt64>)? {
    monitor.withLock { state in
      guard let piece = state.take() else { return nil }
      return (piece, state.safe.range(of: piece))
    }
  }

  /// Hears that some bytes of a piece that was handed out have arrived.
  func acknowledge(_ piece: Int, _ bytes: UInt64) {
    monitor.withLock { state in
      guard let due = state.due[piece] else { return }
      state.doneBytes += bytes
      if due > bytes {
        state.due[piece] = due - bytes
      } else {
        state.due[piece] = nil
        state.arrivals += 1
        state.arrived[piece] = state.arrivals
      }
    }
  }

  /// Takes back pieces of a connection that broke, those among them that are not safe: each
  /// is moved again as a whole.
  func giveBack(_ pieces: some Sequence<Int>) {
    monitor.withLock { state in
      for piece in pieces {
        let size = UInt64(state.safe.range(of: piece).count)
        if let due = state.due.removeValue(forKey: piece) {
          state.doneBytes -= size - due
        } else if state.arrived.removeValue(forKey: piece) != nil {
          state.doneBytes -= size
        } else {
          continue
        }
        state.returned.append(piece)
      }
      state.returned.sort(by: >)
    }
  }

  /// Takes back all pieces that have arrived and are not safe.
  func giveBackUnsafe() { giveBack(Array(arrived.keys)) }

  /// What a connection that has nothing to do finds.
  enum Outlook: Hashable {
    case work
    case finished
  }

  /// Waits for work, or for the end of all work; `nil` when the time passed.
  func wait(atMost limit: Duration) -> Outlook? {
    monitor.wait(atMost: limit) { state in
      if state.isEnded || state.isDone { return .finished }
      return state.returned.isEmpty && state.next >= state.safe.count ? nil : .work
    }
  }

  // MARK: For the one that leads

  /// Ends the work of all connections, with the failure that ended it where there is one.
  func end(_ failure: Failure? = nil) {
    monitor.withLock { state in
      state.isEnded = true
      if state.failure == nil { state.failure = failure }
    }
  }

  /// Whether the work was ended before everything was done.
  var isEnded: Bool { monitor.withLock { $0.isEnded } }

  /// The failure that ended the work.
  var failure: Failure? { monitor.withLock { $0.failure } }

  /// Pieces that arrived and are not yet safe, each with the number of its arrival.
  var arrived: [Int: UInt64] { monitor.withLock { $0.arrived } }

  /// Hears that what had arrived is safe now; what arrived anew since then is not.
  func secure(_ arrivals: [Int: UInt64]) {
    monitor.withLock { state in
      for (piece, arrival) in arrivals where state.arrived[piece] == arrival {
        state.arrived[piece] = nil
        state.safe.insert(piece)
      }
    }
  }

  /// Whether every piece has arrived.
  var isDone: Bool { monitor.withLock { $0.isDone } }

  /// The pieces that are safe.
  var safe: PieceMap { monitor.withLock { $0.safe } }

  /// Bytes that have arrived and may not be on the server's disk yet.
  var unsafeBytes: UInt64 { monitor.withLock { $0.doneBytes - min($0.safe.bytes, $0.doneBytes) } }

  /// What the server does for all connections at once: while its disk is busy, it may not take from any.
  var serverWork: ServerWork? { busy.withLock { $0 } }

  func bear(_ work: ServerWork?) { busy.withLock { $0 = work } }

  /// Bytes that have arrived, and those of the safe pieces among them.
  var bytes: (done: UInt64, safe: UInt64) { monitor.withLock { ($0.doneBytes, $0.safe.bytes) } }
}

/// One connection's share of a pool, cut into requests.
struct PoolRequests: RequestSource {
  private let pool: PiecePool
  private let requestSize: UInt64
  private let bucket: TokenBucket?
  private let pieceSize: UInt64
  private var rest: Range<UInt64> = 0..<0
  private var returned: [Range<UInt64>] = []
  private(set) var readyAt: ContinuousClock.Instant?
  let depth: UInt64
  /// The pieces that were taken; those among them that are done mean nothing to the pool.
  private(set) var taken: Set<Int> = []

  /// - Parameter isAlone: whether no other connection works on the pool.
  init(_ pool: PiecePool, requestSize: UInt64, bucket: TokenBucket?, isAlone: Bool = false) {
    depth = isAlone ? 8 << 20 : 4 << 20
    self.pool = pool
    self.requestSize = max(requestSize, 1)
    self.bucket = bucket
    pieceSize = pool.safe.pieceSize
  }

  mutating func take() -> Range<UInt64>? {
    if let at = readyAt, at > .now { return nil }
    readyAt = nil
    guard let range = next() else { return nil }
    if let bucket, let later = bucket.take(UInt64(range.count)) {
      readyAt = later
      returned.append(range)
      return nil
    }
    return range
  }

  private mutating func next() -> Range<UInt64>? {
    if let range = returned.popLast() { return range }
    if rest.isEmpty {
      guard let (piece, range) = pool.take() else { return nil }
      taken.insert(piece)
      rest = range
    }
    let range = rest.lowerBound..<rest.lowerBound + min(requestSize, UInt64(rest.count))
    rest = range.upperBound..<rest.upperBound
    return range
  }

  mutating func giveBack(_ range: Range<UInt64>) {
    if !range.isEmpty { returned.append(range) }
  }

  mutating func acknowledge(_ range: Range<UInt64>) {
    pool.acknowledge(Int(range.lowerBound / pieceSize), UInt64(range.count))
  }

  /// Nothing is at hand; the pool may have more later, when another connection breaks.
  var isEmpty: Bool { rest.isEmpty && returned.isEmpty }
}
