internal import Keys
internal import Platform
internal import Records

/// Reads a payload ahead and has threads open it, as far as its chunks are whole, in their
/// places, and known not to be the last.
///
/// Where that ends, at the end of the file or at a chunk that does not open, it hands over what
/// it holds of the file; what is there to be said about it is the sequential reader's business.
final class ChunkReadAhead {
  private let source: any ByteSource
  private let crew: ChunkCrew
  /// What was read and not dealt: it may be the last.
  private var filling: ChunkCrew.Run
  private var index: UInt64
  private var sourceEnded = false
  private var sourceFailure: Failure?
  /// What the threads have, in order, in case that it must be handed over.
  private var dealt: [ChunkCrew.Run] = []

  /// What is left of the file where reading ahead ends.
  struct Rest {
    /// Bytes of the file, the first of them at the front of a chunk.
    let bytes: [UInt8]
    let sourceEnded: Bool
    /// What the source said when it was read on.
    let sourceFailure: Failure?
  }

  /// - Parameters:
  ///   - front: bytes that were read already; they begin with chunk `index`.
  init(_ source: any ByteSource, crew: ChunkCrew, front: RawSpan, index: UInt64) {
    self.source = source
    self.crew = crew
    self.index = index
    filling = crew.blank()
    filling.count = front.byteCount
    filling.input.withMutableRawSpan { $0.copy(front, at: 0) }
  }

  /// The next run, opened; or what is left.
  enum Next {
    case opened(ChunkCrew.Run)
    case rest(Rest)
  }

  /// - Throws: `crypto_unavailable`. What the source throws is told behind all that came
  ///   before it.
  func next() throws(Failure) -> Next {
    while !crew.isFull, !sourceEnded, sourceFailure == nil { fill() }
    guard let run = try crew.take() else { return .rest(rest(behind: [])) }
    dealt.removeFirst()
    guard run.opens else {
      // The threads may have opened what follows; none of that is given out.
      while let later = try crew.take() { crew.recycle(later) }
      return .rest(rest(behind: [run] + dealt))
    }
    return .opened(run)
  }

  /// Takes a run back that was given out.
  func recycle(_ run: ChunkCrew.Run) { crew.recycle(run) }

  /// Fills the run that waits, and the front of another; with that it is known not to be the
  /// last, and dealt.
  private func fill() {
    do throws(Failure) {
      filling.count += try read(into: filling, from: filling.count)
      guard filling.count == filling.input.count else {
        sourceEnded = true
        return
      }
      let following = crew.blank()
      following.count = 0
      following.count = try read(into: following, from: 0)
      sourceEnded = following.count < following.input.count
      guard following.count > 0 else {
        crew.recycle(following)
        return
      }
      filling.index = index
      index += UInt64(ChunkCrew.runLength)
      dealt.append(filling)
      crew.deal(filling)
      filling = following
    } catch {
      sourceFailure = error
    }
  }

  private func read(into run: ChunkCrew.Run, from start: Int) throws(Failure) -> Int {
    guard start < run.input.count else { return 0 }
    return try run.input.withMutableRawSpan { (bytes) throws(Failure) in
      try bytes.withRest(from: start) { (rest) throws(Failure) in try source.fill(&rest) }
    }
  }

  private func rest(behind runs: [ChunkCrew.Run]) -> Rest {
    var bytes: [UInt8] = []
    for run in runs + [filling] { bytes += run.input[..<run.count] }
    return Rest(bytes: bytes, sourceEnded: sourceEnded, sourceFailure: sourceFailure)
  }
}
