internal import Records
internal import SFTP

/// A small file that is fetched into memory.
final class SmallContent: PositionedSink {
  private(set) var bytes: [UInt8] = []
  private let limit: Int
  private let name: String

  /// - Parameter limit: more bytes than these are `remote_too_large`, whatever size the server told.
  init(_ name: String, limit: Int) {
    self.limit = limit
    self.name = name
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
