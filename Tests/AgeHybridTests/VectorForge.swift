import AgeFormat
import AgeHybrid
import Keys
import Platform
import Records
import TestSupport

/// Makes age files by hand, byte by byte and the same in every run, so that each rule can be
/// broken alone: a second writer beside the one that is tested.
struct VectorForge {
  private var generator: SeededGenerator
  let fileKey: [UInt8]
  let identity: [UInt8]
  /// The header's lines above the code.
  var lines: [String]
  /// The line of the code is made of this, when it is not the right one.
  var codeLine: ((String) -> String)?
  var nonce: [UInt8]
  /// Plaintext, and the flag and place that the chunk is sealed with.
  var chunks: [(plain: [UInt8], index: UInt64, isLast: Bool)]
  var tail: [UInt8] = []

  init(seed: UInt64, plain: [UInt8] = Array("age".utf8)) throws {
    generator = SeededGenerator(seed: seed)
    fileKey = generator.bytes(16)
    identity = generator.bytes(32)
    nonce = generator.bytes(16)
    lines = ["age-encryption.org/v1"]
    chunks = []
    for (index, start) in stride(from: 0, to: max(1, plain.count), by: 65536).enumerated() {
      let end = min(start + 65536, plain.count)
      chunks.append((Array(plain[start..<end]), UInt64(index), end == plain.count))
    }
    lines += try x25519()
  }

  mutating func bytes(_ count: Int) -> [UInt8] { generator.bytes(count) }

  /// A stanza for ``identity``, computed from the specification's formulas.
  mutating func x25519(key: [UInt8]? = nil) throws -> [String] {
    let ephemeral = try Self.key(generator.bytes(32))
    let recipient = try Self.key(identity).publicKey
    guard let shared = ephemeral.sharedSecret(with: recipient) else { throw Failure(.internalError, "zero") }
    let wrap = Self.derive(
      shared, salt: ephemeral.publicKey.bytes + recipient.bytes, info: "age-encryption.org/v1/X25519")
    let body = try Self.sealed(key ?? fileKey, with: wrap, nonce: [UInt8](repeating: 0, count: 12))
    return [
      "-> X25519 " + Base64.encode(ephemeral.publicKey.bytes, .unpadded), Base64.encode(body, .unpadded),
    ]
  }

  /// A stanza for a passphrase.
  mutating func scrypt(_ passphrase: String, logN: Int) throws -> [String] {
    let salt = generator.bytes(16)
    guard let cost = Scrypt.Cost(logN: logN, r: 8, p: 1) else { throw Failure(.internalError, "cost") }
    let wrap = try (Array("age-encryption.org/v1/scrypt".utf8) + salt).withRawSpan { (salt) throws(Failure) in
      try Scrypt.key(
        password: SecretBytes(copying: Array(passphrase.utf8)), salt: salt, cost: cost, count: 32)
    }
    let body = try Self.sealed(fileKey, with: wrap, nonce: [UInt8](repeating: 0, count: 12))
    return ["-> scrypt \(Base64.encode(salt, .unpadded)) \(logN)", Base64.encode(body, .unpadded)]
  }

  /// A stanza for a hybrid key; the library that makes it takes no seed.
  func hybrid(_ identity: AgeHybridIdentity) throws -> [String] {
    guard let key = AgeFileKey(SecretBytes(copying: fileKey)) else { throw Failure(.internalError, "key") }
    let stanza = try identity.recipient.wrap(key)
    return ["-> mlkem768x25519 " + stanza.arguments[0], Base64.encode(stanza.body, .unpadded)]
  }

  /// The whole file.
  func file() throws -> [UInt8] {
    let text = lines.map { $0 + "\n" }.joined() + "---"
    let key = Self.derive(SecretBytes(copying: fileKey), salt: [], info: "header")
    let code = Array(text.utf8).withRawSpan { HMACSHA256.code(for: $0, key: key) }
    let symbols = Base64.encode(code, .unpadded)
    var file = Array((text + (codeLine?(symbols) ?? " \(symbols)\n")).utf8) + nonce
    let payloadKey = Self.derive(SecretBytes(copying: fileKey), salt: nonce, info: "payload")
    for chunk in chunks {
      let place = (0..<8).map { UInt8(truncatingIfNeeded: chunk.index >> (56 - 8 * UInt64($0))) }
      file += try Self.sealed(
        chunk.plain, with: payloadKey, nonce: [0, 0, 0] + place + [chunk.isLast ? 1 : 0])
    }
    return file + tail
  }

  /// The vector in the testkit's form.
  func vector(_ expectation: String, payload: [UInt8]?, file: [UInt8]? = nil, more: [String] = []) throws
    -> [UInt8]
  {
    var head = ["expect: \(expectation)"]
    if let payload { head.append("payload: \(SHA256.digest(of: payload).hex)") }
    let line = Array(identity).withRawSpan { Bech32.encode($0, prefix: "age-secret-key-") }
    if !more.contains(where: { $0.hasPrefix("passphrase") }) {
      head.append("identity: " + String(decoding: line, as: UTF8.self).uppercased())
    }
    return Array(((head + more).joined(separator: "\n") + "\n\n").utf8) + (try file ?? self.file())
  }

  static func armored(_ file: [UInt8]) -> String {
    var text = "-----BEGIN AGE ENCRYPTED FILE-----\n"
    let symbols = Array(Base64.encode(file))
    for start in stride(from: 0, to: symbols.count, by: 64) {
      text += String(symbols[start..<min(start + 64, symbols.count)]) + "\n"
    }
    return text + "-----END AGE ENCRYPTED FILE-----\n"
  }

  private static func key(_ bytes: [UInt8]) throws -> X25519PrivateKey {
    guard let key = X25519PrivateKey(SecretBytes(copying: bytes)) else {
      throw Failure(.internalError, "key")
    }
    return key
  }

  private static func derive(_ secret: SecretBytes, salt: [UInt8], info: String) -> SecretBytes {
    salt.withRawSpan { salt in
      Array(info.utf8).withRawSpan { info in
        HKDF.sha256(secret: secret, salt: salt, info: info, count: 32)
      }
    }
  }

  private static func sealed(_ plain: [UInt8], with key: SecretBytes, nonce: [UInt8]) throws -> [UInt8] {
    var sealed = [UInt8](repeating: 0, count: plain.count + 16)
    try sealed.withMutableRawSpan { (output) throws(Failure) in
      try plain.withRawSpan { (plain) throws(Failure) in
        try ChaCha20Poly1305(key: key, .sealing).seal(plain, nonce: nonce, into: &output)
      }
    }
    return sealed
  }
}
