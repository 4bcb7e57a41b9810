package import Records

/// A public RSA key as SSH writes it: `ssh-rsa` (RFC 4253, section 6.6).
public struct SSHRSAPublicKey: Hashable, Sendable {
  /// The algorithm's name, the first word of the line.
  public static let algorithm = "ssh-rsa"

  /// The binary form: the algorithm, the exponent, the modulus.
  public let wire: [UInt8]
  private let key: RSAKey

  /// Reads a line of a `.pub` file: the algorithm, the base64 text, and maybe a comment.
  ///
  /// `nil` for every other algorithm, for text that is not the canonical one, and for a key of
  /// less than 2048 bits or more than 16384.
  public init?(authorizedKey line: String) {
    let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
    guard words.count >= 2, words[0] == Self.algorithm, let wire = Base64.decode(words[1]) else { return nil }
    self.init(wire: wire)
  }

  /// Reads the binary form.
  public init?(wire: [UInt8]) {
    var reader = SSHWireReader(wire)
    guard reader.string() == Array(Self.algorithm.utf8), let e = reader.positive(), let n = reader.positive(),
      reader.isAtEnd, let key = DER.sequence([n, e]).withRawSpan({ RSAKey(der: $0, isPrivate: false) })
    else { return nil }
    self.wire = wire
    self.key = key
  }

  /// The public half of a private key.
  init?(_ key: RSAKey) {
    guard let numbers = key.publicNumbers else { return nil }
    var writer = SSHWireWriter()
    writer.string(Self.algorithm)
    writer.positive(numbers.e)
    writer.positive(numbers.n)
    self.init(wire: writer.bytes)
  }

  /// The line for `authorized_keys`, without a comment.
  public var text: String { "\(Self.algorithm) \(Base64.encode(wire))" }

  /// Encrypts by RSAES-OAEP with SHA-256.
  ///
  /// - Throws: `crypto_unavailable`.
  package func encrypt(_ message: SecretBytes, label: StaticString) throws(Failure) -> [UInt8] {
    try key.encrypt(message, label: label)
  }

  /// Two keys are one when their binary forms are.
  public static func == (left: Self, right: Self) -> Bool { left.wire == right.wire }

  /// Hashes the binary form.
  public func hash(into hasher: inout Hasher) { hasher.combine(wire) }
}

extension SSHWireReader {
  /// An `mpint` above zero, in its one form, without the byte for its sign.
  mutating func positive() -> [UInt8]? {
    guard let bytes = string(), let first = bytes.first, first & 0x80 == 0 else { return nil }
    guard first == 0 else { return bytes }
    return bytes.count > 1 && bytes[1] & 0x80 != 0 ? Array(bytes.dropFirst()) : nil
  }
}

extension SSHWireWriter {
  /// An `mpint` above zero.
  mutating func positive(_ value: [UInt8]) {
    let digits = Array(value.drop { $0 == 0 })
    string((digits.first ?? 0) & 0x80 != 0 ? [0] + digits : digits)
  }
}
