public import AgeFormat
public import Keys

/// A key to open containers with, and the recipient that it stands for.
public struct SODKey: Sendable {
  let identity: any AgeIdentity
  private let text: String

  /// The recipient; of a waiting file the one that opened, and none before that.
  var recipient: String { (identity as? AgeWaitingKeyFile)?.recipient?.text ?? text }

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

  /// The keys of a file that is read only when a container is sealed to their kind.
  public init(_ file: AgeWaitingKeyFile) { self.init(file, text: "") }

  private init(_ identity: any AgeIdentity, text: String) {
    self.identity = identity
    self.text = text
  }
}
