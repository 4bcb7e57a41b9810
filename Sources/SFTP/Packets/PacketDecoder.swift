internal import Records

/// Reads the fields of one packet from bytes that a server sent, and trusts none of them:
/// every length is held against what is left.
struct PacketDecoder {
  private let bytes: [UInt8]
  private(set) var offset: Int
  private let end: Int

  /// Reads within `range`; the array is shared, not copied, while the decoder lives.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  init(_ bytes: [UInt8]) { self.init(bytes, in: bytes.startIndex..<bytes.endIndex) }

  var remaining: Int { end - offset }

  mutating func integer<Value: FixedWidthInteger & UnsignedInteger>(
    _ type: Value.Type = Value.self
  ) throws(Failure) -> Value {
    let width = Value.bitWidth / 8
    guard remaining >= width else { throw .truncatedPacket }
    var value: Value = 0
    for place in 0..<width { value = (value << 8) | Value(bytes[offset + place]) }
    offset += width
    return value
  }

  /// The place of a string's bytes in the array, without copying them.
  mutating func stringRange() throws(Failure) -> Range<Int> {
    let length: UInt32 = try integer()
    guard length <= UInt32(clamping: remaining) else { throw .truncatedPacket }
    defer { offset += Int(length) }
    return offset..<offset + Int(length)
  }

  mutating func string() throws(Failure) -> [UInt8] {
    Array(bytes[try stringRange()])
  }

  mutating func rest() -> [UInt8] {
    defer { offset = end }
    return Array(bytes[offset..<end])
  }

  mutating func text() throws(Failure) -> String {
    String(decoding: try string(), as: UTF8.self)
  }
}

extension Failure {
  static var truncatedPacket: Failure {
    Failure(.sftpProtocol, "the server sent a packet that ends in the middle of a field")
  }
}
