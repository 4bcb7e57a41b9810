internal import Glibc
public import Platform
public import Records
internal import SystemPackage

/// A new file on this machine as a place for what is fetched. It has no name until the
/// caller publishes the `NewFile` below it.
public final class LocalFileSink: PositionedSink {
  private let file: NewFile

  /// Takes a new file; its own position is not used.
  public init(_ file: NewFile) { self.file = file }

  /// Puts all of `bytes` at `offset`.
  public func write(_ bytes: RawSpan, at offset: UInt64) throws(Failure) {
    var written = 0
    while written < bytes.byteCount {
      let count = unsafe bytes.withUnsafeBytes { block in
        unsafe pwrite(
          file.descriptor.rawValue, block.baseAddress.map { unsafe $0 + written }, block.count - written,
          off_t(offset) + off_t(written))
      }
      if count < 0, Errno.current == .interrupted { continue }
      guard count >= 0 else { throw Failure(.current, "cannot write what is fetched") }
      written += count
    }
  }
}
