public import Records

/// Seals many records under one ``SealingKey`` without setting the cipher up anew; an
/// object belongs to one thread.
public final class RecordSealer {
  private let cipher: XChaCha20Poly1305

  /// Sets the cipher up.
  ///
  /// - Throws: `crypto_unavailable`.
  public init(_ key: SealingKey) throws(Failure) {
    cipher = try XChaCha20Poly1305(key: key.secret, .sealing)
  }

  /// The sealed record; `associatedData` (its kind, id, version …) must be given again to
  /// open it, so that no sealed record can be put in another's place.
  ///
  /// - Throws: `crypto_unavailable`.
  public func seal(_ record: [UInt8], associatedData: [UInt8]) throws(Failure) -> [UInt8] {
    let nonce = SecureRandom.bytes(XChaCha20Poly1305.nonceByteCount)
    var sealed = nonce
    sealed.reserveCapacity(record.count + SealingKey.overhead)
    sealed.append(contentsOf: repeatElement(0, count: record.count + CipherContext.tagByteCount))
    var span = sealed.mutableSpan
    var output = unsafe span.mutableBytes
    try unsafe seal(
      record.span.bytes, nonce: nonce.span.bytes, associatedData: associatedData.span.bytes, into: &output)
    return sealed
  }

  private func seal(
    _ record: RawSpan, nonce: RawSpan, associatedData: RawSpan, into output: inout MutableRawSpan
  ) throws(Failure) {
    try unsafe output.withUnsafeMutableBytes { (output) throws(Failure) in
      try unsafe record.withUnsafeBytes { (record) throws(Failure) in
        try unsafe nonce.withUnsafeBytes { (nonce) throws(Failure) in
          try unsafe associatedData.withUnsafeBytes { (data) throws(Failure) in
            guard let start = output.baseAddress, let nonce = nonce.baseAddress else { return }
            try unsafe cipher.seal(
              record, nonce: nonce, associatedData: data, into: start + XChaCha20Poly1305.nonceByteCount)
          }
        }
      }
    }
  }
}
