public import Keys
internal import Platform
public import Records
public import SystemPackage

/// A file of private keys to open files with: an identity of ours, the lines of another age
/// identity file, or a private SSH key; each protected by a passphrase, or not.
public struct AgeKeyFile: Sendable {
  /// The keys, in their order; at least one.
  public let keys: [AgeKeyPair]
  /// The identity, where the file is one of ours: only that has a key to sign with.
  public let identity: Identity?

  /// Whether the file is that of an SSH key.
  public let isSSHKey: Bool

  /// The most keys that are taken from one file.
  private static let maximumKeys = 100

  /// Reads the file at `path`, whose mode and owner are checked as those of an identity.
  ///
  /// - Throws: `identity_invalid`, `identity_readable_by_others`, `wrong_passphrase`, and what
  ///   the source of passphrases and opening the file throw.
  public init(_ path: FilePath, passphrases: some PassphraseSource) throws(Failure) {
    let content = try IdentityFile.content(path)
    do throws(Failure) {
      if let file = try SSHKeyFile(content) {
        keys = [try Self.ssh(file, path, passphrases)]
        identity = nil
        isSSHKey = true
        return
      }
    } catch { throw error.prefixed(path.printable) }
    isSSHKey = false
    let plain = try IdentityFile.unlocked(content, path, passphrases)
    // One native key is an identity; several, or those of other kinds, are keys only.
    if let identity = try? Identity(file: plain) {
      self.identity = identity
      keys = [AgeKeyPair(identity: identity, recipient: identity.ageRecipient)]
    } else {
      identity = nil
      do { keys = try Self.lines(plain) } catch { throw error.prefixed(path.printable) }
    }
  }

  /// The one key of an identity that is loaded already.
  public init(_ identity: Identity) {
    isSSHKey = false
    self.identity = identity
    keys = [AgeKeyPair(identity: identity, recipient: identity.ageRecipient)]
  }

  /// Writes a key to a new file at `path`, as identities are, protected or not.
  ///
  /// - Parameters:
  ///   - line: the private key, a line of an identity file.
  ///   - recipient: whom it opens the files of, for a comment.
  /// - Throws: `already_exists`, and what creating a file throws.
  public static func save(
    _ line: SecretBytes, of recipient: AgeRecipient, created: Timestamp, at path: FilePath,
    passphrase: Passphrase?
  ) throws(Failure) {
    let head = Array("# created: \(created.rfc3339)\n# recipient: \(recipient.text)\n".utf8)
    let content = SecretBytes(count: head.count + line.count + 1) { (output: inout MutableRawSpan) in
      unsafe output.copy(head.span.bytes, at: 0)
      line.withBytes { output.copy($0, at: head.count) }
      output.storeBytes(of: UInt8(ascii: "\n"), toByteOffset: head.count + line.count, as: UInt8.self)
    }
    guard let passphrase else {
      return try content.withBytes { (bytes) throws(Failure) in try IdentityFile.save(bytes, at: path) }
    }
    let locked = try IdentityFile.locked(content, AgePassphrase(passphrase))
    try locked.withRawSpan { (bytes) throws(Failure) in try IdentityFile.save(bytes, at: path) }
  }

  private static func ssh(
    _ file: SSHKeyFile, _ path: FilePath, _ passphrases: some PassphraseSource
  ) throws(Failure) -> AgeKeyPair {
    let passphrase =
      file.isProtected ? try passphrases.passphrase(for: "passphrase of \(path.printable)") : nil
    switch try file.privateKey(passphrase) {
    case .ed25519(let key):
      guard let recipient = AgeSSHEd25519Recipient(SSHPublicKey(key.publicKey)) else {
        throw Failure(.identityInvalid, "its public half is no point of the curve")
      }
      return AgeKeyPair(identity: AgeSSHEd25519Identity(key), recipient: AgeRecipient(recipient))
    case .rsa(let key):
      return AgeKeyPair(
        identity: AgeSSHRSAIdentity(key: key),
        recipient: AgeRecipient(AgeSSHRSARecipient(key: key.publicKey)))
    }
  }

  /// The keys of an age identity file: one a line, beside comments and blank lines.
  private static func lines(_ content: SecretBytes) throws(Failure) -> [AgeKeyPair] {
    var keys: [AgeKeyPair] = []
    var number = 0
    try content.withBytes { (bytes) throws(Failure) in
      var start = 0
      while start < bytes.byteCount {
        var end = start
        while end < bytes.byteCount, bytes.byte(end) != UInt8(ascii: "\n") { end += 1 }
        let isCRLF = end > start && bytes.byte(end - 1) == UInt8(ascii: "\r")
        let line = bytes.extracting(start..<(isCRLF ? end - 1 : end))
        start = end + 1
        number += 1
        if line.byteCount == 0 || line.byte(0) == UInt8(ascii: "#") { continue }
        guard let pair = native(line) ?? AgeKeyKinds.identity(line: line) else {
          throw invalid("line \(number) is neither a comment nor a private key")
        }
        keys.append(pair)
        guard keys.count <= maximumKeys else { throw invalid("it holds more than \(maximumKeys) keys") }
      }
    }
    guard !keys.isEmpty else { throw invalid("there is no private key in it") }
    return keys
  }

  private static func native(_ line: RawSpan) -> AgeKeyPair? {
    guard let secret = Bech32.decode(line, prefix: "AGE-SECRET-KEY-"), let key = X25519PrivateKey(secret)
    else { return nil }
    return AgeKeyPair(identity: key, recipient: AgeRecipient(key.publicKey))
  }

  private static func invalid(_ why: String) -> Failure {
    Failure(.identityInvalid, "the identity file is not taken: \(why)")
  }
}
