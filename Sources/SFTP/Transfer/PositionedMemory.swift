public import Records

/// A few bytes in memory as something to send.
public final class PositionedMemory: PositionedSource {
  private let bytes: [UInt8]

  /// Takes the bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How many there are.
  public var size: UInt64 { UInt64(bytes.count) }

  /// Fills all of `buffer` from `offset` on.
  public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(Failure) {
    for place in 0..<buffer.byteCount {
      buffer.storeBytes(of: bytes[Int(offset) + place], toByteOffset: place, as: UInt8.self)
    }
  }

  /// Nobody can change them.
  public func confirmUnchanged() throws(Failure) {}
}
