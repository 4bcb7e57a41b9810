internal import Keys
internal import Records
internal import SFTP

/// A small file that a doctor puts on a server: random bytes under a random name.
final class TrialFile: PositionedSource {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// It ends as containers do, since web servers may give out nothing else.
  static func name() -> String { "so-doctor-\(TransferID.random().text.dropFirst(2)).sod" }

  static func content() -> [UInt8] { SecureRandom.bytes(4096) }

  var size: UInt64 { UInt64(bytes.count) }

  func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(Failure) {
    for place in 0..<buffer.byteCount {
      buffer.storeBytes(of: bytes[Int(offset) + place], toByteOffset: place, as: UInt8.self)
    }
  }

  func confirmUnchanged() throws(Failure) {}
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
