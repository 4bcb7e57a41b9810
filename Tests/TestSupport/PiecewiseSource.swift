public import Records

/// Gives bytes in small pieces, as a slow pipe does.
public final class PiecewiseSource: ByteSource {
  private var rest: ArraySlice<UInt8>
  private let size: Int

  /// Gives `bytes`, at most `size` at a time.
  public init(_ bytes: [UInt8], size: Int) {
    rest = bytes[...]
    self.size = size
  }

  /// Gives the next piece; 0 is the end.
  public func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    let count = min(size, buffer.byteCount, rest.count)
    unsafe buffer.withUnsafeMutableBytes { unsafe $0.copyBytes(from: rest.prefix(count)) }
    rest = rest.dropFirst(count)
    return count
  }
}
