internal import Records
internal import SFTP

/// A small file in memory, to send or to fetch.
final class SmallContent: PositionedSource, PositionedSink {
  private(set) var bytes: [UInt8]
  private let limit: Int
  private let name: String

  /// To fetch into.
  ///
  /// - Parameter limit: more bytes than these are `remote_too_large`, whatever size the server told.
  init(_ name: String, limit: Int) {
    bytes = []
    self.limit = limit
    self.name = name
  }

  /// To send.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    limit = bytes.count
    name = ""
  }

  var size: UInt64 { UInt64(bytes.count) }

  func confirmUnchanged() throws(Failure) {}

  func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(Failure) {
    let start = Int(offset)
    for place in 0..<buffer.byteCount {
      buffer.storeBytes(of: bytes[start + place], toByteOffset: place, as: UInt8.self)
    }
  }

  func write(_ new: RawSpan, at offset: UInt64) throws(Failure) {
    guard offset <= UInt64(limit), new.byteCount <= limit - Int(offset) else {
      throw Failure(.remoteTooLarge, "\(name) on the server has more than \(limit) bytes")
    }
    let end = Int(offset) + new.byteCount
    if end > bytes.count { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
    unsafe new.withUnsafeBytes { block in
      unsafe bytes.replaceSubrange(Int(offset)..<end, with: block)
    }
  }
}
