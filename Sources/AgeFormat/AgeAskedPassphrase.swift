public import Keys
public import Records

/// A passphrase that is asked for only when a file is sealed to one.
public struct AgeAskedPassphrase: AgeIdentity {
  private let source: any PassphraseSource
  private let what: String

  /// - Parameter what: names the passphrase for a person.
  public init(_ source: any PassphraseSource, for what: String) {
    self.source = source
    self.what = what
  }

  /// The file key, where the header is for a passphrase and it is the one that was given.
  ///
  /// - Throws: what ``AgePassphrase/unwrap(_:)`` and the source throw.
  public func unwrap(_ stanzas: [AgeStanza]) throws(Failure) -> AgeFileKey? {
    guard stanzas.contains(where: { $0.type == AgePassphrase.type }) else { return nil }
    // What no passphrase opens is refused before anybody types one.
    try AgePassphrase.check(stanzas)
    return try AgePassphrase(try source.passphrase(for: what)).unwrap(stanzas)
  }
}
