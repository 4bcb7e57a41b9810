package import Keys
internal import Records

/// The 128-bit key of one age file, which each recipient's stanza wraps.
///
/// It opens this file for good, so it never leaves the process except wrapped.
public struct AgeFileKey: Sendable {
  static let byteCount = 16

  package let secret: SecretBytes

  /// Takes exactly 16 bytes.
  package init?(_ secret: SecretBytes) {
    guard secret.count == Self.byteCount else { return nil }
    self.secret = secret
  }

  /// A copy, for a library that takes no span; the caller's to wipe.
  package var secretBytes: [UInt8] { secret.withBytes { bytes in bytes.array } }

  private init(trusted secret: SecretBytes) { self.secret = secret }

  /// A new key; every file needs its own.
  package static func random() -> AgeFileKey {
    AgeFileKey(trusted: SecureRandom.secret(byteCount))
  }

  /// A key derived for another use than age's own, which `info` names.
  package func derivedKey(info: StaticString, salt: [UInt8] = []) -> SecretBytes {
    let info = Array(info.description.utf8)
    return unsafe HKDF.sha256(secret: secret, salt: salt.span.bytes, info: info.span.bytes, count: 32)
  }

  var headerKey: SecretBytes { HKDF.sha256(secret: secret, info: "header") }

  func payloadKey(nonce: [UInt8]) -> SecretBytes {
    let info = Array("payload".utf8)
    return unsafe HKDF.sha256(secret: secret, salt: nonce.span.bytes, info: info.span.bytes, count: 32)
  }
}
