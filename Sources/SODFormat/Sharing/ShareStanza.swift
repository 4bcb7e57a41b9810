package import AgeFormat
internal import Keys
package import Records

/// The stanza that carries a share statement: `-> sod-share 1`, which every other reader of age
/// passes over.
///
/// Its body is a salt of 16 bytes, then the statement under ChaCha20-Poly1305 with a nonce of
/// zeros and a key of its own, `HKDF-SHA256(file key, salt, "second-opinion/v1/sod-share")`. Only
/// who can open the container reads who shared it with whom; and a stanza moved from another
/// container does not open.
package enum ShareStanza {
  static let type = "sod-share"
  private static let version = "1"
  private static let saltSize = 16
  private static let nonce = [UInt8](repeating: 0, count: ChaCha20Poly1305.nonceByteCount)

  /// Whether `stanza` carries a statement of the version that is read here.
  static func isOne(_ stanza: AgeStanza) -> Bool {
    stanza.type == type && stanza.arguments == [version]
  }

  package static func seal(_ statement: [UInt8], with fileKey: AgeFileKey) throws(Failure) -> AgeStanza {
    let salt = SecureRandom.bytes(saltSize)
    let cipher = try ChaCha20Poly1305(key: key(fileKey, salt), .sealing)
    var sealed = [UInt8](repeating: 0, count: statement.count + ChaCha20Poly1305.tagByteCount)
    try sealed.withMutableRawSpan { (output) throws(Failure) in
      try statement.withRawSpan { (bytes) throws(Failure) in
        try cipher.seal(bytes, nonce: nonce, into: &output)
      }
    }
    guard let stanza = AgeStanza(type: type, arguments: [version], body: salt + sealed) else {
      throw Failure(.internalError, "a stanza of plain words is refused")
    }
    return stanza
  }

  /// - Throws: `share_elsewhere` when it does not open with this container's key.
  static func open(_ stanza: AgeStanza, with fileKey: AgeFileKey) throws(Failure) -> [UInt8] {
    let sealed = Array(stanza.body.dropFirst(saltSize))
    guard sealed.count >= ChaCha20Poly1305.tagByteCount else {
      throw Failure(.shareInvalid, "a share statement is malformed: it is too short")
    }
    let cipher = try ChaCha20Poly1305(key: key(fileKey, Array(stanza.body.prefix(saltSize))), .opening)
    var statement = [UInt8](repeating: 0, count: sealed.count - ChaCha20Poly1305.tagByteCount)
    let opens = try statement.withMutableRawSpan { (output) throws(Failure) in
      try sealed.withRawSpan { (bytes) throws(Failure) in
        try cipher.open(bytes, nonce: nonce, into: &output)
      }
    }
    guard opens else {
      throw Failure(.shareElsewhere, "a share statement does not open: it is of another container")
    }
    return statement
  }

  private static func key(_ fileKey: AgeFileKey, _ salt: [UInt8]) -> SecretBytes {
    fileKey.derivedKey(info: "second-opinion/v1/sod-share", salt: salt)
  }
}
