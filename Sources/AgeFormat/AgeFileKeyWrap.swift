internal import Keys
internal import Records

/// A file key sealed under a wrap key: ChaCha20-Poly1305 with a nonce of zeros, which is
/// safe because no wrap key ever comes twice.
enum AgeFileKeyWrap {
  /// The length of the sealed key. A body of another length is refused before it is opened:
  /// one text that opens under many keys would turn the answer into an oracle over them.
  static let byteCount = AgeFileKey.byteCount + ChaCha20Poly1305.tagByteCount

  private static let nonce = [UInt8](repeating: 0, count: ChaCha20Poly1305.nonceByteCount)

  static func wrap(_ fileKey: AgeFileKey, with wrapKey: SecretBytes) throws(Failure) -> [UInt8] {
    let cipher = try ChaCha20Poly1305(key: wrapKey, .sealing)
    var sealed = [UInt8](repeating: 0, count: byteCount)
    try sealed.withMutableRawSpan { (output) throws(Failure) in
      try fileKey.secret.withBytes { (secret) throws(Failure) in
        try cipher.seal(secret, nonce: nonce, into: &output)
      }
    }
    return sealed
  }

  /// The file key, or `nil` when the wrap key is not the right one.
  static func unwrap(_ sealed: [UInt8], with wrapKey: SecretBytes) throws(Failure) -> AgeFileKey? {
    let cipher = try ChaCha20Poly1305(key: wrapKey, .opening)
    var fits = false
    let secret = try SecretBytes(count: AgeFileKey.byteCount) {
      (output: inout MutableRawSpan) throws(Failure) in
      fits = try unsafe cipher.open(sealed.span.bytes, nonce: nonce, into: &output)
    }
    return fits ? AgeFileKey(secret) : nil
  }
}
