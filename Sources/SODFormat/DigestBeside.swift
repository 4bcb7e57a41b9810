internal import Keys
internal import Platform
internal import Records

/// Makes the digest of a document on a thread of its own, while the same pieces are sealed: what
/// a digest costs is more than half of packing. Each piece is read once and never copied.
final class DigestBeside {
  /// Entries from this length on are worth a thread.
  static let threshold: Int64 = 1 << 21
  private static let pieceSize = 1 << 18
  private static let depth = 4

  /// A piece of the document. While both threads look at it, nobody writes to it; it is filled
  /// again only after it came back from the other one.
  private final class Piece: @unchecked Sendable {
    var bytes = [UInt8](repeating: 0, count: pieceSize)
    var count = 0
  }

  private let given = BoundedQueue<Piece>(limit: depth)
  private let done = BoundedQueue<Piece>(limit: depth)
  private let thread: WorkerThread<SHA256Digest>
  private var pieces = 0

  /// Starts the thread; `nil` where there is one processor, or where the system starts none: the
  /// digest is made all the same then.
  init?(processors: Int = Processors.count) {
    guard processors > 1 else { return nil }
    let (given, done) = (given, done)
    let thread = try? WorkerThread<SHA256Digest>("digest") { () throws(Failure) in
      let hash = SHA256()
      while let piece = given.take() {
        piece.bytes.withRawSpan { bytes in hash.write(bytes.extracting(first: piece.count)) }
        _ = done.put(piece)
      }
      return hash.finish()
    }
    guard let thread else { return nil }
    self.thread = thread
  }

  deinit {
    given.cancel()
    done.cancel()
    _ = try? thread.join()
  }

  /// Moves everything from `source` to `sink`.
  ///
  /// - Returns: its digest.
  func copy(_ source: any ByteSource, to sink: any ByteSink) throws(Failure) -> SHA256Digest {
    while let piece = blank() {
      piece.count = try piece.bytes.withMutableRawSpan { (bytes) throws(Failure) in
        try source.read(into: &bytes)
      }
      if piece.count == 0 { break }
      _ = given.put(piece)
      try piece.bytes.withRawSpan { (bytes) throws(Failure) in
        try sink.write(bytes.extracting(first: piece.count))
      }
    }
    given.close()
    return try thread.join()
  }

  private func blank() -> Piece? {
    guard pieces == Self.depth else {
      pieces += 1
      return Piece()
    }
    return done.take()
  }
}
