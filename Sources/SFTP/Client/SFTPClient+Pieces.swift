public import Records

extension SFTPClient {
  /// Bytes under way at most: enough for 130 MB/s over 60 ms. They hold no memory here,
  /// for both ends of a transfer can be read or written at any place.
  private static let bytesUnderWay: UInt64 = 8 << 20
  /// Requests under way at most, for servers that take small ones only.
  private static let requestsUnderWay = 256

  /// Writes a range of `source` to the same place of an open remote file.
  ///
  /// - Parameter progress: called with the number of bytes of each piece that the server
  ///   has acknowledged.
  public func write(
    _ source: any PositionedSource, _ range: Range<UInt64>, to file: RemoteFile,
    progress: (UInt64) -> Void = { _ in }
  ) throws(Failure) {
    try runPieces(PieceQueue(range, pieceSize: features.limits.write)) {
      (piece, transfer) throws(Failure) in
      try queue(.write, piece: piece, transfer: transfer, reserving: piece.count) {
        $0.string(file.handle)
        $0.integer(piece.lowerBound)
        $0.integer(UInt32(piece.count))
      } data: { buffer throws(Failure) in
        try source.read(at: piece.lowerBound, into: &buffer)
      }
    } answer: { (piece, reply) throws(Failure) in
      try Self.done(reply, "write \(file.path)")
      progress(UInt64(piece.count))
      return piece.upperBound..<piece.upperBound
    }
  }

  /// Reads a range of an open remote file to the same place of `sink`, in whatever order
  /// the server answers.
  ///
  /// - Parameter progress: called with the number of bytes of each answer.
  /// - Throws: `remote_changed` when the file ends before the range does.
  public func read(
    _ file: RemoteFile, _ range: Range<UInt64>, to sink: any PositionedSink,
    progress: (UInt64) -> Void = { _ in }
  ) throws(Failure) {
    try runPieces(PieceQueue(range, pieceSize: features.limits.read)) {
      (piece, transfer) throws(Failure) in
      try queue(.read, piece: piece, transfer: transfer) {
        $0.string(file.handle)
        $0.integer(piece.lowerBound)
        $0.integer(UInt32(piece.count))
      }
    } answer: { (piece, reply) throws(Failure) in
      if case .status(.endOfFile, _) = reply {
        throw Failure(.remoteChanged, "\(file.path) became shorter while it was fetched")
      }
      guard case .data(let place) = reply else { throw Self.refusal(reply, "read \(file.path)") }
      // No bytes would be asked for for ever; more bytes than asked would land elsewhere.
      guard !place.isEmpty, place.count <= piece.count else {
        throw Failure(
          .sftpProtocol, "the server answers \(place.count) bytes where \(piece.count) were asked")
      }
      try lendData(place) { bytes throws(Failure) in try sink.write(bytes, at: piece.lowerBound) }
      progress(UInt64(place.count))
      return piece.lowerBound + UInt64(place.count)..<piece.upperBound
    }
  }

  /// Keeps the pipe full: asks for pieces as long as there is room under way, and handles
  /// replies as they come. `answer` returns what of the piece is still open.
  private func runPieces(
    _ pieces: PieceQueue, ask: (Range<UInt64>, Int) throws(Failure) -> Bool,
    answer: (Range<UInt64>, Reply.Body) throws(Failure) -> Range<UInt64>
  ) throws(Failure) {
    var pieces = pieces
    let transfer = beginTransfer()
    var (requests, bytes) = (0, UInt64(0))
    while true {
      while requests < Self.requestsUnderWay, bytes < Self.bytesUnderWay, let piece = pieces.take() {
        guard try ask(piece, transfer) else {
          pieces.giveBack(piece)
          break
        }
        requests += 1
        bytes += UInt64(piece.count)
      }
      if requests == 0, pieces.isEmpty { return }
      try turn()
      while let (purpose, reply) = try nextReply() {
        guard case .piece(let piece, transfer) = purpose else { continue }
        requests -= 1
        bytes -= UInt64(piece.count)
        pieces.giveBack(try answer(piece, reply.body))
      }
    }
  }
}
