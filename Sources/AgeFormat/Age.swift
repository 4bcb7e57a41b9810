package import Keys
internal import Platform
public import Records

/// age v1 for content that fits into memory.
public enum Age {
  /// `content` as an age file that each of `recipients` can open.
  ///
  /// - Throws: `recipient_missing`, `recipients_mixed`, `crypto_unavailable`.
  public static func encrypt(
    _ content: [UInt8], to recipients: [AgeRecipient], armored: Bool = false
  ) throws(Failure) -> [UInt8] {
    try unsafe encrypt(content.span.bytes, to: recipients, armored: armored)
  }

  /// `content` as an age file that each of `recipients` can open.
  ///
  /// - Throws: `recipient_missing`, `recipients_mixed`, `crypto_unavailable`.
  public static func encrypt(
    _ content: RawSpan, to recipients: [AgeRecipient], armored: Bool = false
  ) throws(Failure) -> [UInt8] {
    let output = MemorySink(limit: .max, excess: Failure(.internalError, "out of range"))
    let armor = armored ? ArmorWriter(output) : nil
    let encryptor = try AgeEncryptor(to: recipients, output: armor ?? output)
    try encryptor.write(content)
    try encryptor.finish()
    try armor?.finish()
    return output.bytes
  }

  /// The content of an age file, armoured or not; nothing of it before all of it was checked.
  ///
  /// - Parameter limit: the most bytes that are taken.
  /// - Throws: `age_header_invalid`, `armor_invalid`, `wrong_key`, `wrong_passphrase`,
  ///   `truncated`, `altered`, `content_too_large`.
  public static func decrypt(
    _ file: [UInt8], with identities: [any AgeIdentity], limit: Int = .max
  ) throws(Failure) -> [UInt8] {
    let decryptor = try AgeDecryptor(source: MemorySource(file), identities: identities)
    return try decryptor.readAll(
      limit: limit, excess: Failure(.contentTooLarge, "the content is larger than \(limit) bytes"))
  }

  /// The content of an age file that holds a secret of at most one chunk, which never stands
  /// in a buffer that is not wiped.
  package static func decryptSecret(
    _ file: [UInt8], with identities: [any AgeIdentity]
  ) throws(Failure) -> SecretBytes {
    let decryptor = try AgeDecryptor(source: MemorySource(file), identities: identities)
    var count = 0
    // A buffer of this size is decrypted into directly.
    let buffer = try SecretBytes(count: 2 * AgePayload.chunkSize) {
      (buffer: inout MutableRawSpan) throws(Failure) in
      count = try decryptor.read(into: &buffer)
      guard count > 0, count <= AgePayload.chunkSize else { return }
      var end: [UInt8] = [0]
      let more = try end.withMutableRawSpan { (end) throws(Failure) in try decryptor.read(into: &end) }
      count += more
    }
    guard count <= AgePayload.chunkSize else {
      throw Failure(.contentTooLarge, "the content is larger than \(AgePayload.chunkSize) bytes")
    }
    return buffer.slice(0..<count)
  }
}
