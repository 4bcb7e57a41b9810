internal import Records

extension SFTPClient {
  /// Why this server cannot have one file written by several connections; `nil` when it can.
  ///
  /// It is tried out on a small file of its own, never on the part: there are servers that
  /// let a file be opened twice, keep what each handle wrote for itself, and in the end have
  /// the content of the handle that was closed last.
  func obstacleToSharedWriting(beside part: RemotePath) throws(Failure) -> Failure? {
    guard let path = part.sibling(part.name + Array("-probe".utf8)) else {
      throw Failure(.locationInvalid, "\(part) names no file")
    }
    var obstacle: Failure?
    do throws(Failure) { obstacle = try tryOut(path) } catch {
      guard !error.canPass, !error.endsByWish else { throw error }
      obstacle = error
      // What could not be tried out to the end is still there.
      if try exists(path) { try remove(path) }
    }
    return obstacle
  }

  private static let distance: UInt64 = 4096

  private func tryOut(_ path: RemotePath) throws(Failure) -> Failure? {
    let first = try createPart(path)
    let second: RemoteFile
    do throws(Failure) {
      second = try open(path, .writing)
      do throws(Failure) {
        let answers = try askTogether([
          write([2], at: Self.distance, of: second), write([1], at: 0, of: first),
        ])
        for answer in answers { try Self.done(answer, "write \(path)") }
      } catch {
        try close(second)
        throw error
      }
    } catch {
      try close(first)
      throw error
    }
    // A server that opens before it has closed shows what it has not kept together yet.
    let ends = try askTogether([
      closing(second), closing(first),
      (
        .open,
        {
          $0.string(path.bytes)
          $0.integer(OpenMode.reading.flags)
          $0.attributes(FileAttributes())
        }
      ),
    ])
    for end in ends.prefix(2) { try Self.done(end, "close \(path)") }
    let file = RemoteFile(path: path, handle: try Self.handle(ends[2], "open \(path)"))
    let sink = SmallSink(count: Int(Self.distance) + 1)
    var isWhole = true
    do throws(Failure) { try read(file, 0..<Self.distance + 1, to: sink) } catch {
      guard error.code == .remoteChanged else { throw error }
      isWhole = false
    }
    for answer in try askTogether([closing(file), (.remove, { $0.string(path.bytes) })]) {
      try Self.done(answer, "remove \(path)")
    }
    guard isWhole, sink.bytes.first == 1, sink.bytes.last == 2 else {
      return Failure(.remoteContentDiffers, "the server loses what a second connection writes into a file")
    }
    return nil
  }

  private typealias Request = (type: PacketType, fields: (inout PacketEncoder) -> Void)

  private func write(_ bytes: [UInt8], at offset: UInt64, of file: RemoteFile) -> Request {
    (
      .write,
      {
        $0.string(file.handle)
        $0.integer(offset)
        $0.string(bytes)
      }
    )
  }

  private func closing(_ file: RemoteFile) -> Request { (.close, { $0.string(file.handle) }) }
}

/// A few bytes in memory.
private final class SmallSink: PositionedSink {
  private(set) var bytes: [UInt8]

  init(count: Int) { bytes = [UInt8](repeating: 0, count: count) }

  func write(_ new: RawSpan, at offset: UInt64) throws(Failure) {
    let new = unsafe new.withUnsafeBytes { unsafe Array($0) }
    bytes.replaceSubrange(Int(offset)..<Int(offset) + new.count, with: new)
  }
}
