public import Records

/// Opens many sealed records under one ``SealingKey`` without setting the cipher up anew
/// and without an allocation for each; an object belongs to one thread.
public final class RecordOpener {
  private let cipher: XChaCha20Poly1305

  /// Sets the cipher up.
  ///
  /// - Throws: `crypto_unavailable`.
  public init(_ key: SealingKey) throws(Failure) {
    cipher = try XChaCha20Poly1305(key: key.secret, .opening)
  }

  /// Writes the record to the front of `output`, which has room for `sealed.byteCount` −
  /// ``SealingKey/overhead`` bytes, and returns the record's length.
  ///
  /// - Throws: `seal_broken` (nothing of the record is then in `output`), `crypto_unavailable`.
  public func open(
    _ sealed: RawSpan, associatedData: RawSpan, into output: inout MutableRawSpan
  ) throws(Failure) -> Int {
    let count = sealed.byteCount - SealingKey.overhead
    guard count >= 0 else { throw Self.broken }
    precondition(output.byteCount >= count, "no room for the record")
    let fits = try unsafe output.withUnsafeMutableBytes { (output) throws(Failure) in
      try unsafe sealed.withUnsafeBytes { (sealed) throws(Failure) in
        try unsafe associatedData.withUnsafeBytes { (data) throws(Failure) in
          try unsafe open(sealed, associatedData: data, into: output, count: count)
        }
      }
    }
    guard fits else { throw Self.broken }
    return count
  }

  /// The record as an array.
  ///
  /// - Throws: `seal_broken`, `crypto_unavailable`.
  public func open(_ sealed: [UInt8], associatedData: [UInt8]) throws(Failure) -> [UInt8] {
    guard sealed.count >= SealingKey.overhead else { throw Self.broken }
    var record = [UInt8](repeating: 0, count: sealed.count - SealingKey.overhead)
    var span = record.mutableSpan
    var bytes = unsafe span.mutableBytes
    _ = try unsafe open(sealed.span.bytes, associatedData: associatedData.span.bytes, into: &bytes)
    return record
  }

  private func open(
    _ sealed: UnsafeRawBufferPointer, associatedData: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer, count: Int
  ) throws(Failure) -> Bool {
    guard let source = sealed.baseAddress else { return false }
    let body = unsafe source + XChaCha20Poly1305.nonceByteCount
    var none: UInt8 = 0
    return try unsafe withUnsafeMutableBytes(of: &none) { (none) throws(Failure) in
      guard let target = unsafe output.baseAddress ?? none.baseAddress else { return false }
      let fits = try unsafe cipher.open(
        UnsafeRawBufferPointer(start: body, count: count), tag: body + count, nonce: source,
        associatedData: associatedData, into: target)
      if !fits { unsafe target.initializeMemory(as: UInt8.self, repeating: 0, count: count) }
      return fits
    }
  }

  private static var broken: Failure {
    Failure(.sealBroken, "a sealed record does not open: it was changed, or belongs to another key or place")
  }
}
