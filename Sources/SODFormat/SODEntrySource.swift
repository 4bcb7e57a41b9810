internal import Keys
public import Records

/// The content of one entry while the container is read past it. Nothing of it is verified
/// before the whole container is.
public final class SODEntrySource: ByteSource {
  private let tar: TarReader
  private let hash: SHA256?
  private let size: Int64
  private var left: Int64
  private var spare: [UInt8] = []
  private var spareStart = 0
  private var isAtEnd = false

  init(_ tar: TarReader, size: Int64, hash: SHA256? = nil) {
    self.tar = tar
    self.hash = hash
    self.size = size
    left = size
  }

  /// Fills the front of `buffer`; 0 is the end of the entry.
  public func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    if spareStart == spare.count {
      spare.removeAll(keepingCapacity: true)
      spareStart = 0
      var taken = 0
      let room = buffer.byteCount
      var kept: [UInt8] = []
      while taken == 0, !isAtEnd {
        try nextBlock { (block) throws(Failure) in
          taken = min(room, block.byteCount)
          buffer.copy(block.extracting(first: taken), at: 0)
          kept = block.extracting(taken..<block.byteCount).array
        }
      }
      spare = kept
      return taken
    }
    let count = min(buffer.byteCount, spare.count - spareStart)
    spare.withRawSpan { bytes in
      buffer.copy(bytes.extracting(spareStart..<spareStart + count), at: 0)
    }
    spareStart += count
    return count
  }

  /// Hands the rest of the entry to `sink` from where it was decrypted, without a copy.
  public func copyAll(to sink: any ByteSink) throws(Failure) {
    if spareStart < spare.count {
      try spare.withRawSpan { (bytes) throws(Failure) in
        try sink.write(bytes.extracting(spareStart..<spare.count))
      }
      spareStart = spare.count
    }
    while !isAtEnd { try nextBlock { (block) throws(Failure) in try sink.write(block) } }
  }

  /// Reads past the rest of the entry.
  func skip() throws(Failure) {
    while !isAtEnd { try nextBlock { (_) throws(Failure) in } }
  }

  private func nextBlock(_ body: (RawSpan) throws(Failure) -> Void) throws(Failure) {
    let more = try tar.nextBlock { (block) throws(Failure) in
      left -= Int64(block.byteCount)
      hash?.write(block)
      try body(block)
    }
    if more { return }
    isAtEnd = true
    guard left == 0 else {
      throw Failure(
        .containerInvalid, "the tar archive is malformed: an entry has another length than it says")
    }
  }
}
