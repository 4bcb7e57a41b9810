internal import Records

/// A block of memory of a fixed size whose parts are lent as spans. The one place where
/// this room takes spans of an array.
struct ByteBlock {
  private(set) var bytes: [UInt8]

  init(count: Int) { bytes = [UInt8](repeating: 0, count: count) }

  var count: Int { bytes.count }

  func lend<Result>(
    _ range: Range<Int>, to body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let span = unsafe bytes.span.bytes
    return try body(span.extracting(range))
  }

  mutating func lendMutable<Result>(
    _ range: Range<Int>, to body: (inout MutableRawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var span = bytes.mutableSpan
    var whole = unsafe span.mutableBytes
    var part = whole._mutatingExtracting(range)
    return try body(&part)
  }

  mutating func put(_ new: [UInt8], at place: Int) {
    bytes.replaceSubrange(place..<place + new.count, with: new)
  }

  /// Moves the bytes at `range` to the front.
  mutating func moveToFront(_ range: Range<Int>) {
    unsafe bytes.withUnsafeMutableBytes { block in
      guard let base = block.baseAddress else { return }
      unsafe base.copyMemory(from: base + range.lowerBound, byteCount: range.count)
    }
  }
}
