public import Records

/// SHA-256 (FIPS 180-4) over bytes that come in pieces.
///
/// One object serves many messages, one after the other; it belongs to one thread.
public final class SHA256: ByteSink {
  private let context = DigestContext(.sha256)

  /// Begins a message.
  public init() {}

  /// Adds the next bytes of the message.
  public func write(_ bytes: RawSpan) { context.update(bytes) }

  /// The digest of the message; the next bytes begin a new one.
  public func finish() -> SHA256Digest { SHA256Digest(trusted: context.finish()) }

  /// The digest of `bytes`.
  public static func digest(of bytes: RawSpan) -> SHA256Digest {
    let hash = SHA256()
    hash.write(bytes)
    return hash.finish()
  }

  /// The digest of `bytes`.
  public static func digest(of bytes: [UInt8]) -> SHA256Digest { digest(of: unsafe bytes.span.bytes) }
}
