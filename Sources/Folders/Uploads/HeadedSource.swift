internal import Records

/// A stream whose front can be looked at before it is read.
final class HeadedSource: ByteSource {
  private let rest: any ByteSource
  private var front: [UInt8] = []

  init(_ source: any ByteSource) { rest = source }

  /// The first `length` bytes, or fewer where the stream is shorter.
  func head(_ length: Int) throws(Failure) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: length)
    while front.count < length {
      var span = piece.mutableSpan
      var bytes = unsafe span.mutableBytes
      let count = try rest.read(into: &bytes)
      if count == 0 { break }
      front += piece[..<count]
    }
    return Array(front.prefix(length))
  }

  func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    guard !front.isEmpty else { return try rest.read(into: &buffer) }
    let count = min(buffer.byteCount, front.count)
    unsafe buffer.withUnsafeMutableBytes { unsafe $0.copyBytes(from: front.prefix(count)) }
    front.removeFirst(count)
    return count
  }
}
