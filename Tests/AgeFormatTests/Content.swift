import AgeFormat
import Keys
import Records
import Testing

/// Bytes that differ everywhere, the same in every run.
func content(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 33)
  }
}

/// The code of the failure that `body` throws; `nil` when it throws none.
func code<T>(_ body: () throws(Failure) -> T) -> Failure.Code? {
  do {
    _ = try body()
    return nil
  } catch { return error.code }
}

let identity = Identity.generate(at: Timestamp(milliseconds: 0))

/// Gives its bytes in pieces of one size, as a slow pipe does.
final class TricklingSource: ByteSource {
  private let bytes: [UInt8]
  private let piece: Int
  private var position = 0

  init(_ bytes: [UInt8], piece: Int) {
    self.bytes = bytes
    self.piece = piece
  }

  func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    let count = min(piece, buffer.byteCount, bytes.count - position)
    unsafe buffer.withUnsafeMutableBytes { unsafe $0.copyBytes(from: bytes[position..<position + count]) }
    position += count
    return count
  }
}

/// Keeps what is written to it.
final class Collector: ByteSink {
  private(set) var bytes: [UInt8] = []
  func write(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { unsafe self.bytes.append(contentsOf: $0) }
  }
}
