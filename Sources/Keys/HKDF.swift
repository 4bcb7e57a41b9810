/// HKDF with SHA-256 (RFC 5869): keys of their own for different uses from one secret.
public enum HKDF {
  /// Derives `count` bytes (at most 8160) from `secret`.
  ///
  /// - Parameters:
  ///   - secret: the input keying material.
  ///   - salt: public and best random; empty where a format says so.
  ///   - info: names the use, so that keys of two uses are independent.
  public static func sha256(
    secret: SecretBytes, salt: RawSpan, info: RawSpan, count: Int
  ) -> SecretBytes {
    precondition((1...255 * 32).contains(count), "HKDF gives 1 to 8160 bytes")
    var extracted = secret.withBytes { secret in HMACSHA256.code(for: secret, key: salt) }
    defer { SecretBytes.wipe(&extracted) }
    var block: [UInt8] = []
    var message = [UInt8](repeating: 0, count: 32 + info.byteCount + 1)
    defer {
      SecretBytes.wipe(&block)
      SecretBytes.wipe(&message)
    }
    return SecretBytes(count: count) { (output: inout MutableRawSpan) in
      var made = 0
      var counter: UInt8 = 1
      while made < count {
        message.removeAll(keepingCapacity: true)
        message.append(contentsOf: block)
        message.append(contentsOf: info.array)
        message.append(counter)
        SecretBytes.wipe(&block)
        block = HMACSHA256.code(for: unsafe message.span.bytes, key: unsafe extracted.span.bytes)
        let used = min(32, count - made)
        output.copy(unsafe block.span.bytes.extracting(first: used), at: made)
        made += used
        counter &+= 1
      }
    }
  }

  /// Derives `count` bytes with an empty salt and an ASCII `info`.
  public static func sha256(secret: SecretBytes, info: StaticString, count: Int = 32) -> SecretBytes {
    let info = Array(info.description.utf8)
    let salt: [UInt8] = []
    return sha256(secret: secret, salt: unsafe salt.span.bytes, info: unsafe info.span.bytes, count: count)
  }
}
