public import Records

/// SHA-512 (FIPS 180-4) over bytes that come in pieces; SSH signatures hash with it.
public final class SHA512: ByteSink {
  private let context = DigestContext(.sha512)

  /// Begins a message.
  public init() {}

  /// Adds the next bytes of the message.
  public func write(_ bytes: RawSpan) { context.update(bytes) }

  /// The 64 bytes of the digest; the next bytes begin a new message.
  public func finish() -> [UInt8] { context.finish() }
}
