internal import COpenSSL

/// Random bytes from the system's generator, for keys, nonces, salts and identifiers.
public enum SecureRandom {
  /// `count` fresh random bytes, for values that become public (nonces, salts, ids).
  public static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    var raw = unsafe span.mutableBytes
    fill(&raw)
    return bytes
  }

  /// `count` fresh random bytes that stay secret.
  ///
  /// They come from a generator of their own (`RAND_priv_bytes`), so that nothing is learnt
  /// about them from the public output of the other one.
  public static func secret(_ count: Int) -> SecretBytes {
    SecretBytes(count: count) { (buffer: inout MutableRawSpan) in
      unsafe buffer.withUnsafeMutableBytes { target in
        guard let start = target.baseAddress else { return }
        require(unsafe RAND_priv_bytes(start.assumingMemoryBound(to: UInt8.self), Int32(target.count)))
      }
    }
  }

  /// Overwrites all of `buffer` with fresh random bytes.
  public static func fill(_ buffer: inout MutableRawSpan) {
    unsafe buffer.withUnsafeMutableBytes { target in
      guard let start = target.baseAddress else { return }
      require(unsafe RAND_bytes(start.assumingMemoryBound(to: UInt8.self), Int32(target.count)))
    }
  }

  /// A generator without entropy must stop the program: any value used in its place would
  /// be a guessable key.
  private static func require(_ result: Int32) {
    precondition(result == 1, "the system gives no random bytes")
  }
}
