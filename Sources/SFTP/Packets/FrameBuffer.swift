internal import Records

/// Bytes as they come from the channel, cut into packets. Packets are read in place; the
/// buffer never grows beyond its capacity, whatever lengths the server claims.
struct FrameBuffer {
  /// The longest packet that is taken, without its length field. OpenSSH's own limit is
  /// 256 KiB; a READ is answered by at most 255 KiB of ours.
  static let maximumPacket = 256 * 1024 + 1024

  private var block: ByteBlock
  private var start = 0
  private var end = 0

  private let room: Int

  /// - Parameter room: how many bytes can always be taken at once. Behind them there is
  ///   place for what is left of a packet, so that it need not be moved to the front at
  ///   every turn.
  init(room: Int = FrameBuffer.maximumPacket + 4) {
    self.room = room
    block = ByteBlock(count: room + 2 * (Self.maximumPacket + 4))
  }

  /// Reads the packet that lies at `range`.
  func decoder(_ range: Range<Int>) -> PacketDecoder { PacketDecoder(block.bytes, in: range) }

  /// Lends the bytes at `range`, such as the data of a READ, without copying them.
  func lend(_ range: Range<Int>, to body: (RawSpan) throws(Failure) -> Void) throws(Failure) {
    try block.lend(range, to: body)
  }

  /// The free room behind what is held; `fill` says how many bytes it put there.
  mutating func fill(_ fill: (inout MutableRawSpan) throws(Failure) -> Int) throws(Failure) -> Int {
    if start == end {
      (start, end) = (0, 0)
    } else if start > 0, block.count - end < room {
      block.moveToFront(start..<end)
      (start, end) = (0, end - start)
    }
    let count = try block.lendMutable(end..<block.count, to: fill)
    end += count
    return count
  }

  /// Where the next whole packet lies, without its length field, or `nil`.
  mutating func nextPacket() throws(Failure) -> Range<Int>? {
    guard end - start >= 4 else { return nil }
    var length = 0
    for place in 0..<4 { length = length << 8 | Int(block.bytes[start + place]) }
    guard length >= 1, length <= Self.maximumPacket else {
      throw Failure(.sftpProtocol, "the server announces a packet of \(length) bytes")
    }
    guard end - start >= 4 + length else { return nil }
    defer { start += 4 + length }
    return start + 4..<start + 4 + length
  }
}
