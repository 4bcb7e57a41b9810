internal import Records

/// A gzip file (RFC 1952) whose deflate blocks are stored and not compressed: `tar -xzf` reads it,
/// and no compression library has to be linked into every tool for the sake of a small file.
final class StoredGzip: ByteSink {
  private let sink: any ByteSink
  private var checksum = CRC32()
  private var size: UInt32 = 0

  /// Begins a file.
  init(to sink: any ByteSink) throws(Failure) {
    self.sink = sink
    // Deflate, no name, no time, an unknown system.
    try put([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
  }

  func write(_ bytes: RawSpan) throws(Failure) {
    var place = 0
    while place < bytes.byteCount {
      let count = min(bytes.byteCount - place, 0xFFFF)
      let block = bytes.extracting(place..<place + count)
      // A stored block that is not the last one (RFC 1951, 3.2.4): length and its complement.
      let length = UInt16(count)
      try put([0] + Self.little(length) + Self.little(~length))
      try sink.write(block)
      checksum.add(block)
      size &+= UInt32(count)
      place += count
    }
  }

  /// Writes the last block, which is empty, and the sums.
  func finish() throws(Failure) {
    try put([1] + Self.little(UInt16(0)) + Self.little(~UInt16(0)))
    try put(Self.little(checksum.value) + Self.little(size))
  }

  private func put(_ bytes: [UInt8]) throws(Failure) { try sink.write(unsafe bytes.span.bytes) }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}

/// The sum of gzip (RFC 1952, section 8).
struct CRC32 {
  private var state: UInt32 = ~0

  /// The sum of what was added.
  var value: UInt32 { ~state }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 0 ? sum >> 1 : 0xEDB8_8320 ^ (sum >> 1) }
  }

  mutating func add(_ bytes: RawSpan) {
    for place in 0..<bytes.byteCount {
      let byte = unsafe bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
      state = Self.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8)
    }
  }
}
