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
}
