public import Keys
internal import Platform
public import Records
public import SystemPackage

/// Identity files that a passphrase protects, as `age -p` makes them and `age -i` reads them.
extension IdentityFile {
  /// Reads the identity at `path`; where a passphrase protects it, `passphrases` is asked.
  ///
  /// - Throws: `wrong_passphrase`, and what ``load(_:)``, the source and the age file throw.
  public static func load(
    _ path: FilePath, passphrases: some PassphraseSource
  ) throws(Failure) -> Identity {
    try identity(in: try unlocked(try content(path), path, passphrases), path)
  }

  /// Writes `identity` to a new file at `path`, protected by `passphrase`, as ``save(_:at:)``
  /// does; armoured, so that it can be printed and typed.
  ///
  /// - Throws: `already_exists`, `memory_missing`, and what creating a file throws.
  public static func save(
    _ identity: Identity, at path: FilePath, passphrase: Passphrase
  ) throws(Failure) {
    let content = try locked(identity.file, AgePassphrase(passphrase))
    try content.withRawSpan { (bytes) throws(Failure) in try save(bytes, at: path) }
  }

  /// Protects the identity's file at `path` by another passphrase, or by none, in one step: at
  /// every moment the file is the former or the new one, and opens. What it says besides the
  /// key stays.
  ///
  /// - Parameters:
  ///   - former: is asked where the file is protected now.
  ///   - new: is asked once the file is open; `nil` takes the protection off.
  /// - Returns: the identity.
  /// - Throws: `wrong_passphrase`, and what ``load(_:)`` and creating a file throw.
  @discardableResult
  public static func protect(
    _ path: FilePath, former: some PassphraseSource, by new: () throws(Failure) -> Passphrase?
  ) throws(Failure) -> Identity {
    try protect(
      path, former: former,
      wrappingBy: { () throws(Failure) in
        try new().map { AgePassphrase($0) }
      })
  }

  /// The same with another work factor, for tests.
  @discardableResult
  package static func protect(
    _ path: FilePath, by new: AgePassphrase?, former: some PassphraseSource
  ) throws(Failure) -> Identity {
    try protect(path, former: former, wrappingBy: { new })
  }

  private static func protect(
    _ path: FilePath, former: some PassphraseSource, wrappingBy new: () throws(Failure) -> AgePassphrase?
  ) throws(Failure) -> Identity {
    let plain = try unlocked(try content(path), path, former)
    let identity = try identity(in: plain, path)
    guard let new = try new() else {
      try plain.withBytes { (bytes) throws(Failure) in try replace(bytes, at: path) }
      return identity
    }
    let content = try locked(plain, new)
    try content.withRawSpan { (bytes) throws(Failure) in try replace(bytes, at: path) }
    return identity
  }

  /// The content of the file at `path` without its protection.
  static func unlocked(
    _ content: SecretBytes, _ path: FilePath, _ passphrases: some PassphraseSource
  ) throws(Failure) -> SecretBytes {
    guard isLocked(content) else { return content }
    do throws(Failure) {
      let passphrase = try passphrases.passphrase(for: "passphrase of \(path.printable)")
      let plain = try Age.decryptSecret(
        content.withBytes { bytes in bytes.array }, with: [AgePassphrase(passphrase)])
      guard plain.count <= maximumSize else {
        throw Failure(.identityInvalid, "\(path.printable) is not an identity file")
      }
      return plain
    } catch {
      switch error.code {
      case .wrongKey:
        throw Failure(
          .identityInvalid,
          "\(path.printable) is an age file to a key, and not an identity that a passphrase protects")
      case .wrongPassphrase:
        throw Failure(.wrongPassphrase, "the passphrase does not open \(path.printable)")
      default: throw error
      }
    }
  }

  static func locked(_ plain: SecretBytes, _ passphrase: AgePassphrase) throws(Failure) -> [UInt8] {
    try plain.withBytes { (bytes) throws(Failure) in
      try Age.encrypt(bytes, to: [AgeRecipient(passphrase)], armored: true)
    }
  }
}
