internal import Records

/// The 32 bytes of a SHA-256 digest.
public struct SHA256Digest: Hashable, Sendable {
  /// The bytes, 32 of them.
  public let bytes: [UInt8]

  /// Takes exactly 32 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Takes exactly 64 lower-case hexadecimal digits, as `sha256sum` prints them.
  public init?(hex: some StringProtocol) {
    guard hex.utf8.count == 64, !hex.utf8.contains(where: { (UInt8(ascii: "A")...UInt8(ascii: "F")) ~= $0 }),
      let bytes = Hex.decode(String(hex))
    else { return nil }
    self.init(bytes)
  }

  init(trusted bytes: [UInt8]) { self.bytes = bytes }

  /// 64 lower-case hexadecimal digits.
  public var hex: String { Hex.encode(bytes) }
}
