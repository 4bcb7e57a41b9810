internal import Records

/// A source whose front was read already and is given again.
final class PeekedSource: ByteSource {
  private let source: any ByteSource
  private(set) var head: [UInt8] = []
  private var given = 0

  /// Reads up to `length` bytes from the front of `source`.
  init(_ source: any ByteSource, length: Int) throws(Failure) {
    self.source = source
    while head.count < length {
      var buffer = [UInt8](repeating: 0, count: length - head.count)
      var span = buffer.mutableSpan
      var bytes = unsafe span.mutableBytes
      let count = try source.read(into: &bytes)
      if count == 0 { break }
      head += buffer[..<count]
    }
  }

  func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    guard given < head.count else { return try source.read(into: &buffer) }
    let count = min(buffer.byteCount, head.count - given)
    unsafe buffer.withUnsafeMutableBytes { unsafe $0.copyBytes(from: head[given..<(given + count)]) }
    given += count
    return count
  }
}
