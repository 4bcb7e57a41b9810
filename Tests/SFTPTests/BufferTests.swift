import Platform
import Records
import Testing

@testable import SFTP

@Suite struct BufferTests {
  private func put(_ bytes: [UInt8], into buffer: inout FrameBuffer) throws {
    let count = try buffer.fill { (span) throws(Failure) in
      unsafe span.withUnsafeMutableBytes { unsafe $0.copyBytes(from: bytes) }
      return bytes.count
    }
    #expect(count == bytes.count)
  }

  @Test func `packets are cut out however the bytes come`() throws {
    let stream: [UInt8] = [0, 0, 0, 1, 9, 0, 0, 0, 3, 7, 8, 9, 0, 0, 0, 2, 1, 2]
    for size in 1...stream.count {
      var buffer = FrameBuffer()
      var types: [UInt8] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        try put(Array(stream[start..<min(start + size, stream.count)]), into: &buffer)
        while let range = try buffer.nextPacket() {
          var decoder = buffer.decoder(range)
          types.append(try decoder.integer())
        }
      }
      #expect(types == [9, 7, 1])
    }
  }

  @Test(arguments: [
    [UInt8](arrayLiteral: 0, 0, 0, 0), [0xFF, 0xFF, 0xFF, 0xFF], [0, 4, 4, 1], Array("Welcome".utf8),
  ])
  func `an impossible length is refused before anything is waited for`(start: [UInt8]) throws {
    var buffer = FrameBuffer()
    try put(start, into: &buffer)
    #expect(try failure { _ = try buffer.nextPacket() }.code == .sftpProtocol)
  }

  @Test func `the room is kept however much has passed and whatever is left`() throws {
    let room = FrameBuffer.maximumPacket + 4
    var buffer = FrameBuffer(room: room)
    let packet = [0, 4, 0, 0] + [UInt8](repeating: 3, count: 4 << 16)
    for _ in 0..<8 {
      // All of a packet but its end, and the end with the beginning of the next.
      try put(Array(packet.dropLast(9)), into: &buffer)
      #expect(try buffer.nextPacket() == nil)
      _ = try buffer.fill { (span) throws(Failure) in
        #expect(span.byteCount >= room)
        return 0
      }
      try put(Array(packet.suffix(9)), into: &buffer)
      let range = try #require(try buffer.nextPacket())
      var decoder = buffer.decoder(range)
      #expect(range.count == 4 << 16)
      #expect(decoder.rest() == [UInt8](repeating: 3, count: 4 << 16))
    }
  }

  @Test func `requests go out in order, and one whose data fails leaves nothing`() throws {
    var buffer = SendBuffer(capacity: 16)
    buffer.append([1, 2])
    let broken = Failure(.ioError, "broken")
    #expect(
      try failure { try buffer.append([3], followedBy: 2) { (_) throws(Failure) in throw broken } } == broken)
    try buffer.append([4], followedBy: 2) { (span) throws(Failure) in
      unsafe span.withUnsafeMutableBytes { unsafe $0.copyBytes(from: [5, 6]) }
    }
    let sent = try buffer.lend { (span) throws(Failure) in unsafe span.withUnsafeBytes { unsafe Array($0) } }
    #expect(sent == [1, 2, 4, 5, 6])
    buffer.drop(4)
    #expect(buffer.room == 11)
    buffer.drop(1)
    #expect(buffer.room == 16)
  }

  @Test func `an answer to nobody, or a second one, is a fault`() throws {
    var pending = PendingRequests<String>()
    let (first, second) = (pending.add("a"), pending.add("b"))
    #expect(try pending.take(second) == "b")
    #expect(try pending.take(first) == "a")
    for id in [first, second, 17] {
      #expect(try failure { _ = try pending.take(id) }.code == .sftpProtocol)
    }
  }

  @Test func `a range is handed out whole, rests first`() {
    var pieces = RangeRequests(10..<35, requestSize: 10)
    #expect(pieces.take() == 10..<20)
    pieces.giveBack(14..<20)
    pieces.giveBack(20..<20)
    #expect(pieces.take() == 14..<20)
    #expect(pieces.take() == 20..<30)
    #expect(pieces.take() == 30..<35)
    #expect(pieces.take() == nil && pieces.isEmpty)
    var none = RangeRequests(0..<0, requestSize: 10)
    #expect(none.take() == nil && none.isEmpty)
  }
}
