/// Something that takes bytes in order: a file, a hash, an encryptor.
public protocol ByteSink: AnyObject {
  /// Takes all of `bytes`, or throws; a sink that threw is not to be written again.
  func write(_ bytes: RawSpan) throws(Failure)
}

extension ByteSink {
  /// Takes all of `bytes`, or throws.
  public func write(_ bytes: [UInt8]) throws(Failure) { try write(unsafe bytes.span.bytes) }
}

/// Something that gives bytes in order: a file, a decryptor, an entry of a container.
public protocol ByteSource: AnyObject {
  /// Fills the front of `buffer` and returns how many bytes it put there; 0 is the end.
  func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int
}
