public import Records

/// Who somebody is here: a key to be written to (age X25519) and a key to sign with (Ed25519).
///
/// The file is a stock age identity file, so `age -d -i FILE` opens what was sealed to it.
/// The signing key is not in it but derived from the same 32 bytes,
/// `HKDF-SHA256(secret, salt: empty, info: "second-opinion/v1/signing-key")`: one line on
/// paper brings both keys back, and no file can be lost or mixed up alone.
///
/// Why that is safe: as an X25519 scalar the secret appears outside only inside group
/// elements, from which a signing seed, an HKDF output, cannot be told from a random one;
/// the info string keeps this use apart from all others, age's own among them. What it
/// costs: neither key can be replaced without the other, and who steals the line has both.
public struct Identity: Sendable {
  /// Opens what is sealed to this identity.
  public let encryption: X25519PrivateKey
  /// Signs in this identity's name.
  public let signing: Ed25519PrivateKey
  /// When it was made, as far as the file says so.
  public let created: Timestamp?

  private static let prefix = "AGE-SECRET-KEY-"

  /// A new identity.
  public static func generate(at time: Timestamp) -> Identity {
    Identity(X25519PrivateKey.random(), created: time)
  }

  /// The identity whose age key is `encryption`.
  public init(_ encryption: X25519PrivateKey, created: Timestamp? = nil) {
    let seed = HKDF.sha256(secret: encryption.secret, info: "second-opinion/v1/signing-key")
    guard let signing = Ed25519PrivateKey(seed: seed) else { preconditionFailure("OpenSSL has no Ed25519") }
    self.encryption = encryption
    self.signing = signing
    self.created = created
  }

  /// The public half to write to.
  public var recipient: X25519PublicKey { encryption.publicKey }

  /// The public half to write to, as age writes it: `age1…`.
  public var recipientText: String { recipient.ageText }

  /// The public half that others check signatures with.
  public var signer: SSHPublicKey { SSHPublicKey(signing.publicKey) }

  /// The signing key's fingerprint, `SHA256:…`.
  public var fingerprint: String { signer.fingerprint }

  /// `AGE-SECRET-KEY-1…`, the line to keep on paper; whoever reads it has everything.
  public var secretLine: SecretBytes {
    var text = encryption.secret.withBytes { secret in Bech32.encode(secret, prefix: "age-secret-key-") }
    for index in text.indices where (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= text[index] {
      text[index] &= 0xdf
    }
    return SecretBytes(wiping: &text)
  }
}

extension Identity {
  /// Reads an identity file: comments, blank lines, and exactly one `AGE-SECRET-KEY-1…`.
  ///
  /// - Throws: `identity_invalid`; the message never quotes the file.
  public init(file: SecretBytes) throws(Failure) {
    let parsed = try file.withBytes { (bytes) throws(Failure) in try Self.parse(bytes) }
    self.init(parsed.key, created: parsed.created)
  }

  /// The file that ``init(file:)`` and stock age read.
  public var file: SecretBytes {
    var text: [UInt8] = []
    if let created { text += Array("# created: \(created.rfc3339)\n".utf8) }
    text += Array("# recipient: \(recipientText)\n# signer: \(signer.text)\n".utf8)
    let head = text
    let line = secretLine
    return SecretBytes(count: head.count + line.count + 1) { (output: inout MutableRawSpan) in
      unsafe output.copy(head.span.bytes, at: 0)
      line.withBytes { output.copy($0, at: head.count) }
      output.storeBytes(of: UInt8(ascii: "\n"), toByteOffset: head.count + line.count, as: UInt8.self)
    }
  }

  private static func parse(_ bytes: RawSpan) throws(Failure) -> (key: X25519PrivateKey, created: Timestamp?)
  {
    var key: X25519PrivateKey?
    var created: Timestamp?
    var start = 0
    while start < bytes.byteCount {
      var end = start
      while end < bytes.byteCount, bytes.byte(end) != UInt8(ascii: "\n") { end += 1 }
      var line = bytes.extracting(start..<end)
      start = end + 1
      if line.byteCount > 0, line.byte(line.byteCount - 1) == UInt8(ascii: "\r") {
        line = line.extracting(droppingLast: 1)
      }
      if line.byteCount == 0 { continue }
      if line.byte(0) == UInt8(ascii: "#") {
        created = created ?? creation(in: line)
        continue
      }
      guard key == nil else {
        throw invalid("it holds more than one key, and it is not clear which is meant")
      }
      guard let secret = Bech32.decode(line, prefix: prefix), let read = X25519PrivateKey(secret) else {
        throw invalid("a line in it is neither a comment nor an AGE-SECRET-KEY-1 line")
      }
      key = read
    }
    guard let key else { throw invalid("there is no AGE-SECRET-KEY-1 line in it") }
    return (key, created)
  }

  private static func creation(in comment: RawSpan) -> Timestamp? {
    let head = "# created: "
    let text = String(decoding: comment.extracting(first: 80).array, as: UTF8.self)
    return text.hasPrefix(head) ? Timestamp(rfc3339: String(text.dropFirst(head.count))) : nil
  }

  private static func invalid(_ why: String) -> Failure {
    Failure(.identityInvalid, "the identity file is not taken: \(why)", hint: "so-sod keygen -o FILE")
  }
}

extension X25519PublicKey {
  /// As age writes a recipient: `age1…`.
  public var ageText: String {
    unsafe String(decoding: Bech32.encode(bytes.span.bytes, prefix: "age"), as: UTF8.self)
  }

  /// Reads `age1…`; `nil` for anything that is not the one text of a key.
  public init?(ageText: String) {
    let text = Array(ageText.utf8)
    guard let decoded = unsafe Bech32.decode(text.span.bytes, prefix: "age") else { return nil }
    self.init(decoded.withBytes { bytes in bytes.array })
  }
}
