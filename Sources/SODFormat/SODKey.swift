public import AgeFormat
public import Keys

/// A key to open containers with, and the recipient that it stands for.
public struct SODKey: Sendable {
  let identity: any AgeIdentity
  let recipient: String

  /// The identity that opens what was sealed to `recipient`.
  public init(_ identity: any AgeIdentity, recipient: AgeRecipient) {
    self.init(identity, text: recipient.text)
  }

  /// An identity of ours.
  public init(_ identity: Identity) { self.init(identity, recipient: identity.ageRecipient) }

  /// A key out of a file.
  public init(_ pair: AgeKeyPair) { self.init(pair.identity, recipient: pair.recipient) }

  /// A passphrase, asked for when the container is sealed to one.
  public static func passphrase(_ source: any PassphraseSource) -> SODKey {
    SODKey(
      AgeAskedPassphrase(source, for: "passphrase of the container"), text: AgePassphrase.text)
  }

  private init(_ identity: any AgeIdentity, text: String) {
    self.identity = identity
    recipient = text
  }
}
