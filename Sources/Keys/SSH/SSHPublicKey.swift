internal import Records

/// A public signing key as SSH writes it: `ssh-ed25519` (RFC 8709).
public struct SSHPublicKey: Hashable, Sendable {
  /// The algorithm's name, the first word of the line.
  public static let algorithm = "ssh-ed25519"

  /// The key itself.
  public let key: Ed25519PublicKey

  /// Wraps a key.
  public init(_ key: Ed25519PublicKey) { self.key = key }

  /// Reads a line of a `.pub` file: the algorithm, the base64 text, and maybe a comment.
  ///
  /// `nil` for every other algorithm, and for text that is not the canonical one.
  public init?(authorizedKey line: String) {
    let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
    guard words.count >= 2, words[0] == Self.algorithm, let wire = Base64.decode(words[1]) else { return nil }
    self.init(wire: wire)
  }

  /// Reads the binary form: two `string`s, the algorithm and the 32 bytes.
  public init?(wire: [UInt8]) {
    var reader = SSHWireReader(wire)
    guard reader.string() == Array(Self.algorithm.utf8), let bytes = reader.string(), reader.isAtEnd,
      let key = Ed25519PublicKey(bytes)
    else { return nil }
    self.init(key)
  }

  /// The binary form.
  public var wire: [UInt8] {
    var writer = SSHWireWriter()
    writer.string(Self.algorithm)
    writer.string(key.bytes)
    return writer.bytes
  }

  /// The line for `authorized_keys` and `allowed_signers`, without a comment.
  public var text: String { "\(Self.algorithm) \(Base64.encode(wire))" }

  /// What `ssh-keygen -l` shows: `SHA256:` and the digest of the binary form.
  public var fingerprint: String {
    "SHA256:" + Base64.encode(SHA256.digest(of: wire).bytes, .unpadded)
  }
}

extension SSHPublicKey {
  /// Eight groups of five digits, which two people can read to each other in any language, over
  /// the telephone: each is four bytes of the digest of the binary form, modulo 100,000.
  ///
  /// They tell 2^132 keys apart; who wants one key with the digits of another has to make that
  /// many.
  public var digits: String {
    let digest = SHA256.digest(of: Array("second opinion digits 1".utf8) + wire).bytes
    return (0..<8).map { group in
      let number = digest[(4 * group)..<(4 * group + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } % 100_000
      let text = String(number)
      return String(repeating: "0", count: 5 - text.utf8.count) + text
    }.joined(separator: " ")
  }
}

extension SSHPublicKey: CustomStringConvertible {
  /// The fingerprint, which is what a person compares.
  public var description: String { fingerprint }
}
