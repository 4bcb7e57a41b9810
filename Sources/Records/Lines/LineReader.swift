/// Cuts a stream of bytes into lines (or into names that end with NUL), in bounded memory.
public final class LineReader {
  private let source: any ByteSource
  private let terminator: UInt8
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var piece = [UInt8](repeating: 0, count: 1 << 16)
  private var isAtEnd = false
  private var isInRefusedLine = false

  /// The number of the line that was returned or refused last, from 1.
  public private(set) var number = 0

  /// Reads `source`.
  ///
  /// - Parameters:
  ///   - terminator: the byte that ends a line; it may be missing at the last one.
  ///   - limit: the longest line in bytes.
  public init(_ source: any ByteSource, terminator: UInt8 = 0x0A, limit: Int = JSONValue.maximumLength) {
    self.source = source
    self.terminator = terminator
    self.limit = limit
  }

  /// The next line without its end; `nil` at the end of the stream.
  ///
  /// - Throws: `line_too_long`, and what the source throws. A line that is too long is neither
  ///   kept nor waited for; the next call gives the line behind it.
  public func next() throws(Failure) -> [UInt8]? {
    if isInRefusedLine { try passOverLine() }
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: terminator) {
        return try take(upTo: end)
      }
      if buffer.count - start > limit || isAtEnd {
        guard start < buffer.count else { return nil }
        return try take(upTo: buffer.count)
      }
      searched = buffer.count - start
      try fill()
    }
  }

  /// Takes the line that ends before `end`, which is a terminator, the end of the stream, or
  /// the end of what was read so far of a line that is too long.
  private func take(upTo end: Int) throws(Failure) -> [UInt8] {
    number += 1
    guard end - start <= limit else {
      isInRefusedLine = true
      throw Failure(.lineTooLong, "line \(number) is longer than \(limit) bytes")
    }
    let line = Array(buffer[start..<end])
    start = min(end + 1, buffer.count)
    return line
  }

  private func passOverLine() throws(Failure) {
    while true {
      if let end = buffer[start...].firstIndex(of: terminator) {
        start = end + 1
        break
      }
      start = buffer.count
      if isAtEnd { break }
      try fill()
    }
    isInRefusedLine = false
  }

  private func fill() throws(Failure) {
    buffer.removeSubrange(..<start)
    start = 0
    // Lent out of this object for the read: a span of a stored property may not be held.
    var piece: [UInt8] = []
    swap(&piece, &self.piece)
    defer { swap(&piece, &self.piece) }
    var span = piece.mutableSpan
    var bytes = unsafe span.mutableBytes
    let count = try source.read(into: &bytes)
    buffer += piece[..<count]
    isAtEnd = count == 0
  }
}
