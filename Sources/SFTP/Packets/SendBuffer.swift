internal import Records

/// Requests on their way into the channel, in one block of memory of a fixed size.
struct SendBuffer {
  private var block: ByteBlock
  private var start = 0
  private var end = 0

  init(capacity: Int) { block = ByteBlock(count: capacity) }

  var isEmpty: Bool { start == end }
  var count: Int { end - start }
  /// How much can be appended; all of it again once everything has been sent.
  var room: Int { isEmpty ? block.count : block.count - end }

  /// Lends what waits to be sent.
  func lend<Result>(_ body: (RawSpan) throws(Failure) -> Result) throws(Failure) -> Result {
    try block.lend(start..<end, to: body)
  }

  mutating func drop(_ count: Int) {
    start += count
    if start == end { (start, end) = (0, 0) }
  }

  /// Appends a small request. The caller has looked at ``room``.
  mutating func append(_ bytes: [UInt8]) {
    block.put(bytes, at: end)
    end += bytes.count
  }

  /// Appends a request whose last `count` bytes `fill` writes in place, so that a file's
  /// bytes are copied once; nothing is appended when it throws. The caller has looked at
  /// ``room``.
  mutating func append(
    _ bytes: [UInt8], followedBy count: Int, _ fill: (inout MutableRawSpan) throws(Failure) -> Void
  ) throws(Failure) {
    block.put(bytes, at: end)
    let start = end + bytes.count
    if count > 0 { try block.lendMutable(start..<start + count, to: fill) }
    end = start + count
  }
}
