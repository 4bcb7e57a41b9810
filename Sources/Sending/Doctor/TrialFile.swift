internal import Keys
internal import Records
internal import SFTP

/// A small file that a doctor puts on a server: random bytes under a random name.
enum TrialFile {
  /// It ends as containers do, since web servers may give out nothing else.
  static func name() -> String { "so-doctor-\(TransferID.random().text.dropFirst(2)).sod" }

  static func content() -> [UInt8] { SecureRandom.bytes(4096) }
}

/// A few bytes that come back.
final class TrialSink: PositionedSink {
  private(set) var bytes: [UInt8]

  init(count: Int) { bytes = [UInt8](repeating: 0, count: count) }

  func write(_ new: RawSpan, at offset: UInt64) throws(Failure) {
    for place in 0..<new.byteCount {
      bytes[Int(offset) + place] = unsafe new.unsafeLoad(fromByteOffset: place, as: UInt8.self)
    }
  }
}
