/// A public key for X25519 (RFC 7748): 32 bytes.
///
/// Every value of 32 bytes is taken, as the RFC has it; a point of low order shows itself
/// when the agreement gives zeros.
public struct X25519PublicKey: Hashable, Sendable {
  /// The u-coordinate, little-endian.
  public let bytes: [UInt8]

  /// Takes exactly 32 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  init(trusted bytes: [UInt8]) { self.bytes = bytes }
}
