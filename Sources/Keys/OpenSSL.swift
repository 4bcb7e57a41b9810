internal import COpenSSL
internal import Records

/// Turns OpenSSL's return values into failures, or into a trap where no failure is possible.
enum OpenSSL {
  /// Accepts 1; anything else becomes `crypto_unavailable`.
  ///
  /// The library's error queue is emptied: it is per thread, and an old entry would be
  /// blamed on somebody else's later call.
  @inline(__always)
  static func check(_ result: Int32, _ doing: StaticString) throws(Failure) {
    guard result == 1 else { throw unavailable(doing) }
  }

  /// The failure for an operation that the installed OpenSSL does not carry out, as when a
  /// policy of the machine (FIPS mode) has switched an algorithm off.
  static func unavailable(_ doing: StaticString) -> Failure {
    ERR_clear_error()
    return Failure(
      .cryptoUnavailable, "OpenSSL refuses to \(doing)",
      hint: "openssl list -cipher-algorithms -digest-algorithms")
  }

  /// For calls that fail only when memory is exhausted, where Swift itself would trap too:
  /// a hash that went on after such a failure would be a wrong hash, silently.
  @inline(__always)
  static func require(_ result: Int32) {
    precondition(result == 1, "OpenSSL is out of memory")
  }
}
