public import Keys
public import Records
internal import Synchronization
public import SystemPackage

/// Loads an identity as often as wanted, and asks for its passphrase once: deriving a key from
/// it takes most of a second, and a command needs its identity several times.
public final class IdentityUnlocker: Sendable {
  private struct Known {
    let content: SecretBytes
    let identity: Identity
  }

  private let known = Mutex<Known?>(nil)

  /// Knows nothing yet.
  public init() {}

  /// The identity in the file at `path`, as it is now.
  ///
  /// - Throws: what `IdentityFile.load(_:passphrases:)` throws.
  public func load(_ path: FilePath, passphrases: some PassphraseSource) throws(Failure) -> Identity {
    let content = try IdentityFile.content(path)
    if let known = known.withLock({ $0 }), known.content.equals(content) { return known.identity }
    let identity = try IdentityFile.identity(
      in: try IdentityFile.unlocked(content, path, passphrases), path)
    known.withLock { $0 = Known(content: content, identity: identity) }
    return identity
  }
}
