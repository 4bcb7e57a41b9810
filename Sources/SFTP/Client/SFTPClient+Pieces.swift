public import Records

extension SFTPClient {
  /// Requests under way at most, for servers that take small ones only. They hold no memory
  /// here, for both ends of a transfer can be read or written at any place.
  private static let requestsUnderWay = 256

  /// Writes ranges of `source` to the same places of an open remote file.
  func write(
    _ source: any PositionedSource, _ requests: inout some RequestSource, to file: RemoteFile,
    watch: (any TransferWatch)? = nil, progress: (UInt64) -> Void = { _ in }
  ) throws(Failure) {
    try run(&requests, watch: watch) { (range, transfer) throws(Failure) in
      try queue(.write, piece: range, transfer: transfer, reserving: range.count) {
        $0.string(file.handle)
        $0.integer(range.lowerBound)
        $0.integer(UInt32(range.count))
      } data: { buffer throws(Failure) in
        try source.read(at: range.lowerBound, into: &buffer)
      }
    } answer: { (range, reply) throws(Failure) in
      try Self.done(reply, "write \(file.path)")
      progress(UInt64(range.count))
      return range.upperBound..<range.upperBound
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
    var requests = RangeRequests(range, requestSize: features.limits.read)
    try read(file, &requests, to: sink, progress: progress)
  }

  /// Reads ranges of an open remote file to the same places of `sink`.
  func read(
    _ file: RemoteFile, _ requests: inout some RequestSource, to sink: any PositionedSink,
    watch: (any TransferWatch)? = nil, progress: (UInt64) -> Void = { _ in }
  ) throws(Failure) {
    try run(&requests, watch: watch) { (range, transfer) throws(Failure) in
      try queue(.read, piece: range, transfer: transfer) {
        $0.string(file.handle)
        $0.integer(range.lowerBound)
        $0.integer(UInt32(range.count))
      }
    } answer: { (range, reply) throws(Failure) in
      if case .status(.endOfFile, _) = reply {
        throw Failure(.remoteChanged, "\(file.path) became shorter while it was fetched")
      }
      guard case .data(let place) = reply else { throw Self.refusal(reply, "read \(file.path)") }
      // No bytes would be asked for for ever; more bytes than asked would land elsewhere.
      guard !place.isEmpty, place.count <= range.count else {
        throw Failure(
          .sftpProtocol, "the server answers \(place.count) bytes where \(range.count) were asked")
      }
      try lendData(place) { bytes throws(Failure) in try sink.write(bytes, at: range.lowerBound) }
      progress(UInt64(place.count))
      return range.lowerBound + UInt64(place.count)..<range.upperBound
    }
  }

  /// Keeps the pipe full: asks for ranges as long as there is room under way, and handles
  /// replies as they come. `answer` returns what of the range is still open.
  ///
  /// - Parameter watch: called once a turn, several times a second at least.
  private func run(
    _ requests: inout some RequestSource, watch: (any TransferWatch)?,
    ask: (Range<UInt64>, Int) throws(Failure) -> Bool,
    answer: (Range<UInt64>, Reply.Body) throws(Failure) -> Range<UInt64>
  ) throws(Failure) {
    let transfer = beginTransfer()
    var (count, bytes) = (0, UInt64(0))
    while true {
      try watch?.turned(self, transfer)
      while count < Self.requestsUnderWay, bytes < requests.depth, let range = requests.take() {
        guard try ask(range, transfer) else {
          requests.giveBack(range)
          break
        }
        count += 1
        bytes += UInt64(range.count)
      }
      if count == 0, requests.isEmpty, watch?.isSynchronizing != true { return }
      // Held back by a limit of the rate, and not by the server.
      if count == 0, requests.readyAt != nil { restartStallClock() }
      try turn(until: requests.readyAt ?? (watch == nil ? nil : .now + .milliseconds(100)))
      while let (purpose, reply) = try nextReply() {
        switch purpose {
        case .piece(let range, transfer):
          count -= 1
          bytes -= UInt64(range.count)
          let rest = try answer(range, reply.body)
          if rest.lowerBound > range.lowerBound { requests.acknowledge(range.lowerBound..<rest.lowerBound) }
          requests.giveBack(rest)
        case .synchronization(transfer): try watch?.synchronized(reply.body)
        default: continue
        }
      }
    }
  }
}

/// Who looks after a transfer while its requests are under way.
protocol TransferWatch: AnyObject {
  /// Called once a turn.
  func turned(_ client: SFTPClient, _ transfer: Int) throws(Failure)
  /// Whether an answer to ``SFTPClient/queueSynchronization(of:transfer:)`` is awaited.
  var isSynchronizing: Bool { get }
  /// That answer.
  func synchronized(_ reply: Reply.Body) throws(Failure)
}
