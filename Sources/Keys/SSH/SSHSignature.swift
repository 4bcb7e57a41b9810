public import Records

/// A detached signature in OpenSSH's format (PROTOCOL.sshsig), as `ssh-keygen -Y sign`
/// makes and `ssh-keygen -Y verify` checks it.
///
/// The namespace is part of what is signed, so that a signature made for one purpose says
/// nothing in another. Only Ed25519 keys are taken.
public struct SSHSignature: Hashable, Sendable {
  /// The key that signed, by its own claim until ``verify(digest:namespace:)`` succeeded.
  public let signer: SSHPublicKey
  /// The purpose that the signature was made for.
  public let namespace: String
  /// The hash of the message that was signed.
  public let hash: HashAlgorithm
  private let signature: [UInt8]

  /// The longest armoured text that is taken; an Ed25519 signature has some 300 bytes.
  public static let maximumLength = 16384

  /// Signs a message whose SHA-512 is `digest`.
  ///
  /// - Throws: `crypto_unavailable`.
  public init(
    signingDigest digest: [UInt8], namespace: String, with key: Ed25519PrivateKey
  ) throws(Failure) {
    precondition(!namespace.isEmpty && digest.count == HashAlgorithm.sha512.byteCount)
    signer = SSHPublicKey(key.publicKey)
    self.namespace = namespace
    hash = .sha512
    signature = try key.sign(Self.signedData(namespace: namespace, hash: .sha512, digest: digest))
  }

  /// Signs `message`.
  ///
  /// - Throws: `crypto_unavailable`.
  public init(
    signing message: RawSpan, namespace: String, with key: Ed25519PrivateKey
  ) throws(Failure) {
    let hash = SHA512()
    hash.write(message)
    try self.init(signingDigest: hash.finish(), namespace: namespace, with: key)
  }

  /// Signs `message`.
  ///
  /// - Throws: `crypto_unavailable`.
  public init(
    signing message: [UInt8], namespace: String, with key: Ed25519PrivateKey
  ) throws(Failure) {
    try unsafe self.init(signing: message.span.bytes, namespace: namespace, with: key)
  }

  /// Reads the armoured text, strictly.
  ///
  /// - Throws: `signature_invalid`.
  public init(armored text: [UInt8]) throws(Failure) {
    guard let blob = SSHArmor.decode(text) else {
      throw Self.invalid("it is not an armoured SSH signature")
    }
    var reader = SSHWireReader(blob)
    guard reader.bytes(6) == Self.magic else { throw Self.invalid("it does not begin with SSHSIG") }
    guard reader.integer() == 1 else { throw Self.invalid("its version is not 1") }
    guard let key = reader.string(), let namespace = reader.string(), let reserved = reader.string(),
      let hash = reader.string(), let signature = reader.string(), reader.isAtEnd
    else { throw Self.invalid("its fields do not fill it") }
    guard let signer = SSHPublicKey(wire: key) else {
      throw Self.invalid("its key is not an ssh-ed25519 one")
    }
    guard !namespace.isEmpty, let namespace = String(validating: namespace, as: UTF8.self) else {
      throw Self.invalid("its namespace is empty or not text")
    }
    // OpenSSH signs as if the field were empty, whatever it holds: a place for unsigned bytes.
    guard reserved.isEmpty else { throw Self.invalid("its reserved field is not empty") }
    guard let hash = HashAlgorithm(rawValue: String(decoding: hash, as: UTF8.self)) else {
      throw Self.invalid("its hash is neither sha256 nor sha512")
    }
    var inner = SSHWireReader(signature)
    guard inner.string() == Array(SSHPublicKey.algorithm.utf8), let raw = inner.string(), raw.count == 64,
      inner.isAtEnd
    else { throw Self.invalid("it is not an Ed25519 signature") }
    self.signer = signer
    self.namespace = namespace
    self.hash = hash
    self.signature = raw
  }

  /// The text between `-----BEGIN SSH SIGNATURE-----` and the matching end, line feed included.
  public var armored: String {
    var inner = SSHWireWriter()
    inner.string(SSHPublicKey.algorithm)
    inner.string(signature)
    var writer = SSHWireWriter()
    writer.raw(Self.magic)
    writer.integer(1)
    writer.string(signer.wire)
    writer.string(namespace)
    writer.string("")
    writer.string(hash.rawValue)
    writer.string(inner.bytes)
    return SSHArmor.encode(writer.bytes)
  }

  /// Checks the signature of a message whose digest by ``hash`` is `digest`.
  ///
  /// - Returns: the key that signed. Whether that key is to be trusted is the caller's question.
  /// - Throws: `bad_signature`.
  @discardableResult
  public func verify(digest: [UInt8], namespace: String) throws(Failure) -> SSHPublicKey {
    guard self.namespace == namespace else {
      throw Failure(.badSignature, "the signature was made for another purpose than \(namespace)")
    }
    guard digest.count == hash.byteCount,
      signer.key.isValid(signature, for: Self.signedData(namespace: namespace, hash: hash, digest: digest))
    else {
      throw Failure(.badSignature, "the signature by \(signer.fingerprint) does not fit what it signs")
    }
    return signer
  }

  /// Checks the signature of `message`.
  ///
  /// - Returns: the key that signed.
  /// - Throws: `bad_signature`.
  @discardableResult
  public func verify(_ message: RawSpan, namespace: String) throws(Failure) -> SSHPublicKey {
    let digest = DigestContext(hash)
    digest.update(message)
    return try verify(digest: digest.finish(), namespace: namespace)
  }

  /// Checks the signature of `message`.
  ///
  /// - Returns: the key that signed.
  /// - Throws: `bad_signature`.
  @discardableResult
  public func verify(_ message: [UInt8], namespace: String) throws(Failure) -> SSHPublicKey {
    try unsafe verify(message.span.bytes, namespace: namespace)
  }

  private static let magic = Array("SSHSIG".utf8)

  private static func signedData(namespace: String, hash: HashAlgorithm, digest: [UInt8]) -> [UInt8] {
    var writer = SSHWireWriter()
    writer.raw(magic)
    writer.string(namespace)
    writer.string("")
    writer.string(hash.rawValue)
    writer.string(digest)
    return writer.bytes
  }

  private static func invalid(_ why: String) -> Failure {
    Failure(.signatureInvalid, "the signature is not taken: \(why)")
  }
}
