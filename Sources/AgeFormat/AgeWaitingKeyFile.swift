public import Keys
public import Records
internal import Synchronization
public import SystemPackage

/// The keys of a file that is read, and unlocked, only when a header has a stanza of their kind:
/// nobody is asked for the passphrase of a key that the file at hand is not sealed to.
public final class AgeWaitingKeyFile: AgeIdentity {
  private let path: FilePath
  private let passphrases: any PassphraseSource
  private let stanzaTypes: Set<String>
  private let opener = Mutex<AgeRecipient?>(nil)

  /// - Parameter stanzaTypes: those that the keys of the file at `path` can open.
  public init(_ path: FilePath, stanzaTypes: Set<String>, passphrases: some PassphraseSource) {
    self.path = path
    self.passphrases = passphrases
    self.stanzaTypes = stanzaTypes
  }

  /// Which key of the file opened a header; `nil` before that.
  public var recipient: AgeRecipient? { opener.withLock { $0 } }

  /// The file key that one of the file's keys gets out.
  ///
  /// - Throws: what reading the file and its keys throw.
  public func unwrap(_ stanzas: [AgeStanza]) throws(Failure) -> AgeFileKey? {
    guard stanzas.contains(where: { stanzaTypes.contains($0.type) }) else { return nil }
    for pair in try AgeKeyFile(path, passphrases: passphrases).keys {
      guard let fileKey = try pair.identity.unwrap(stanzas) else { continue }
      opener.withLock { $0 = pair.recipient }
      return fileKey
    }
    return nil
  }
}
