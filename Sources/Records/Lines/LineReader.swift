/// Cuts a stream of bytes into lines (or into names that end with NUL), in bounded memory.
public final class LineReader {
  private let source: any ByteSource
  private let terminator: UInt8
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// The number of the line that was returned last, from 1.
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
  /// - Throws: `line_too_long`, and what the source throws.
  public func next() throws(Failure) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: terminator) {
        let line = Array(buffer[start..<end])
        start = end + 1
        number += 1
        return try checked(line)
      }
      guard buffer.count - start <= limit else { throw tooLong }
      searched = buffer.count - start
      if isAtEnd {
        guard start < buffer.count else { return nil }
        let line = Array(buffer[start...])
        start = buffer.count
        number += 1
        return try checked(line)
      }
      try fill()
    }
  }

  private func checked(_ line: [UInt8]) throws(Failure) -> [UInt8] {
    guard line.count <= limit else { throw tooLong }
    return line
  }

  private var tooLong: Failure {
    Failure(.lineTooLong, "line \(number + 1) is longer than \(limit) bytes")
  }

  private func fill() throws(Failure) {
    buffer.removeSubrange(..<start)
    start = 0
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var span = piece.mutableSpan
    var bytes = unsafe span.mutableBytes
    let count = try source.read(into: &bytes)
    buffer += piece[..<count]
    isAtEnd = count == 0
  }
}
