package import Records

extension ByteSource {
  /// Reads until `buffer` is full or the source is at its end; returns the bytes read.
  ///
  /// A pipe gives what it has, so a single `read` says nothing about the end.
  package func fill(_ buffer: inout MutableRawSpan) throws(Failure) -> Int {
    var filled = 0
    while filled < buffer.byteCount {
      let count = try buffer.withRest(from: filled) { (rest) throws(Failure) in try read(into: &rest) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
