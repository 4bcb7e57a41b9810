extension MutableRawSpan {
  /// Copies all of `source` to `offset`; traps where it does not fit.
  @inline(__always)
  package mutating func copy(_ source: RawSpan, at offset: Int) {
    precondition(offset >= 0 && source.byteCount <= byteCount - offset, "copy beyond the end of a buffer")
    guard source.byteCount > 0 else { return }
    unsafe withUnsafeMutableBytes { target in
      unsafe source.withUnsafeBytes { bytes in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset...]).copyMemory(from: bytes)
      }
    }
  }
}

extension RawSpan {
  /// The bytes as an array of their own.
  @inline(__always)
  package var array: [UInt8] {
    unsafe withUnsafeBytes { bytes in unsafe Array(bytes) }
  }

  /// The byte at `index`; traps outside of the span.
  @inline(__always)
  package func byte(_ index: Int) -> UInt8 {
    unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self)
  }
}

extension MutableRawSpan {
  /// Lends the part from `offset` on to `body`.
  @inline(__always)
  package mutating func withRest<R: ~Copyable, E: Error>(
    from offset: Int, _ body: (inout MutableRawSpan) throws(E) -> R
  ) throws(E) -> R {
    precondition((0...byteCount).contains(offset), "outside of a buffer")
    return try unsafe withUnsafeMutableBytes { (buffer) throws(E) in
      var rest = unsafe MutableRawSpan(
        _unsafeBytes: UnsafeMutableRawBufferPointer(rebasing: buffer[offset...]))
      return try body(&rest)
    }
  }
}

extension [UInt8] {
  /// Lends the array's bytes to `body`.
  @inline(__always)
  package func withRawSpan<R: ~Copyable, E: Error>(_ body: (RawSpan) throws(E) -> R) throws(E) -> R {
    try body(unsafe span.bytes)
  }

  /// Lends the array's bytes to `body`, to be written.
  @inline(__always)
  package mutating func withMutableRawSpan<R: ~Copyable, E: Error>(
    _ body: (inout MutableRawSpan) throws(E) -> R
  ) throws(E) -> R {
    var span = mutableSpan
    var bytes = unsafe span.mutableBytes
    return try body(&bytes)
  }
}
