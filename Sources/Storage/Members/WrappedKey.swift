internal import AgeFormat
internal import Keys
internal import Records

/// A store key on disk: an age file to one member of the key's 32 bytes and, for a member
/// whose signing key is not known yet, the 32 bytes of its token.
enum WrappedKey {
  static let tokenLength = 32

  static func wrap(_ key: SealingKey, token: [UInt8]?, to recipient: X25519PublicKey) throws(Failure)
    -> [UInt8]
  {
    var content =
      key.secret.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } } + (token ?? [])
    defer { SecretBytes.wipe(&content) }
    return try Age.encrypt(content, to: [AgeRecipient(recipient)])
  }

  static func unwrap(
    _ wrapped: [UInt8], _ identity: Identity
  ) throws(Failure) -> (key: SealingKey, token: [UInt8]?) {
    var content = try Age.decrypt(wrapped, with: [identity], limit: 1024)
    defer { SecretBytes.wipe(&content) }
    let token = content.count == 32 + tokenLength ? Array(content[32...]) : nil
    guard content.count == 32 || token != nil,
      let key = SealingKey(SecretBytes(copying: unsafe content.span.bytes.extracting(0..<32)))
    else { throw Failure(.membersAltered, "a member's wrapped key is malformed") }
    return (key, token)
  }
}
