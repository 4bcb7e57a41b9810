internal import COpenSSL
public import Records

/// scrypt (RFC 7914): a key from a passphrase, made costly for who guesses.
public enum Scrypt {
  /// What one derivation costs.
  ///
  /// It takes `memory` bytes, and time in proportion to N · r · p. Costs that come from a
  /// file are somebody else's choice: cap them before deriving.
  public struct Cost: Hashable, Sendable {
    /// The binary logarithm of N, the cost parameter.
    public let logN: Int
    /// The block size, in units of 128 bytes.
    public let r: Int
    /// How often the whole is done.
    public let p: Int

    /// Takes what RFC 7914, section 2 allows, up to a memory of 2^50 bytes; else `nil`.
    public init?(logN: Int, r: Int, p: Int) {
      // r · p is bounded by 2^30 in the RFC; N by 2^(16 r).
      guard (1...1 << 20).contains(r), (1...(1 << 30 - 1) / r).contains(p),
        (1...40).contains(logN), logN < 16 * r, 128 * r <= 1 << (50 - logN)
      else { return nil }
      self.logN = logN
      self.r = r
      self.p = p
    }

    /// How many bytes of memory a derivation takes.
    public var memory: Int { 128 * r * ((1 << logN) + 2 + p) }
  }

  /// Derives `count` bytes from `password` and `salt`.
  ///
  /// - Throws: `memory_missing` where the system does not give ``Cost/memory`` bytes,
  ///   `crypto_unavailable`.
  public static func key(
    password: SecretBytes, salt: RawSpan, cost: Cost, count: Int
  ) throws(Failure) -> SecretBytes {
    precondition(count > 0, "a key has a length")
    return try SecretBytes(count: count) { (output: inout MutableRawSpan) throws(Failure) in
      let result = unsafe output.withUnsafeMutableBytes { output in
        password.withBytes { password in
          unsafe password.withUnsafeBytes { password in
            unsafe salt.withUnsafeBytes { salt in
              // OpenSSL refuses more than 32 MiB unless told how much is meant.
              unsafe EVP_PBE_scrypt(
                password.bindMemory(to: CChar.self).baseAddress, password.count,
                salt.bindMemory(to: UInt8.self).baseAddress, salt.count, 1 << UInt64(cost.logN),
                UInt64(cost.r), UInt64(cost.p), UInt64(cost.memory),
                output.bindMemory(to: UInt8.self).baseAddress, output.count)
            }
          }
        }
      }
      guard result == 1 else { throw refusal(of: cost) }
    }
  }

  private static func refusal(of cost: Cost) -> Failure {
    let reason = ERR_GET_REASON(ERR_peek_error())
    guard reason == ERR_R_MALLOC_FAILURE else {
      return OpenSSL.unavailable("derive a key by scrypt")
    }
    ERR_clear_error()
    let need = (cost.memory + (1 << 20) - 1) >> 20
    return Failure(
      .memoryMissing, "a key from this passphrase takes \(need) MiB of memory, which there are not")
  }
}
