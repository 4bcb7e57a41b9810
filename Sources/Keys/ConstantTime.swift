internal import COpenSSL

/// Comparison whose time does not tell where two values differ.
public enum ConstantTime {
  /// Whether both are the same bytes. The lengths are compared openly: they are no secret.
  public static func equal(_ left: RawSpan, _ right: RawSpan) -> Bool {
    guard left.byteCount == right.byteCount else { return false }
    guard left.byteCount > 0 else { return true }
    return unsafe left.withUnsafeBytes { l in
      unsafe right.withUnsafeBytes { r in unsafe CRYPTO_memcmp(l.baseAddress, r.baseAddress, l.count) == 0 }
    }
  }
}
