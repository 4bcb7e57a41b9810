public import AgeFormat
public import Keys
internal import Platform
public import Profile
public import Records
public import SODFormat

/// What a container is opened with.
public enum ContainerKeys: Sendable {
  /// One's own identity and further keys; or a passphrase, which is asked for when the container
  /// is sealed to one.
  case own(passphrase: PassphraseInput, further: [AgeWaitingKeyFile] = [])
  /// The keys of a file that was named.
  case file(AgeKeyFile)
}

extension Profile {
  /// Opens a container and reads its manifest.
  ///
  /// Taken are one's own containers and those of the contacts; on a machine without an identity
  /// of its own, those of the identity that was named.
  ///
  /// - Parameters:
  ///   - acceptUnsigned: whether a container by nobody, or by somebody unknown, is taken too.
  ///   - acceptReaddressed: whether one that nobody addressed to the reader is taken too.
  /// - Throws: `identity_missing` when there is none and no passphrase opens it, and what
  ///   `SODReader` and loading the identity throw.
  public func openContainer(
    _ source: any ByteSource, with keys: ContainerKeys, acceptUnsigned: Bool = false,
    acceptReaddressed: Bool = false, now: Timestamp
  ) throws(Failure) -> SODReader {
    let own = try FileStatus(at: identityPath) != nil ? try identity() : nil
    var trusted = try own.map { (own) throws(Failure) in try trustedSigners(own) } ?? []
    let chosen: [SODKey]
    switch keys {
    case .own(let passphrase, let further):
      chosen = (own.map { [SODKey($0)] } ?? []) + further.map { SODKey($0) } + [.passphrase(passphrase)]
    case .file(let file):
      chosen = file.keys.map { SODKey($0) }
      if let identity = file.identity { trusted.insert(identity.signer) }
    }
    do throws(Failure) {
      return try SODReader(
        source, keys: chosen,
        policy: SODPolicy(
          trusted: trusted, acceptUnsigned: acceptUnsigned, acceptReaddressed: acceptReaddressed, now: now))
    } catch {
      // Nobody can tell which key it wants; that there is none at all, one can.
      if case .own = keys, own == nil, error.code == .wrongKey { _ = try identity() }
      throw error
    }
  }

  /// Opens a container with an identity; `nil` is the profile's.
  ///
  /// - Throws: what ``openContainer(_:with:acceptUnsigned:acceptReaddressed:now:)`` throws.
  public func openContainer(
    _ source: any ByteSource, identity: Identity?, acceptUnsigned: Bool, acceptReaddressed: Bool = false,
    now: Timestamp
  ) throws(Failure) -> SODReader {
    let keys = identity.map { ContainerKeys.file(AgeKeyFile($0)) } ?? .own(passphrase: passphrases.askingOnly)
    return try openContainer(
      source, with: keys, acceptUnsigned: acceptUnsigned, acceptReaddressed: acceptReaddressed, now: now)
  }
}
