public import AgeFormat
public import Keys

/// A key to open containers with, and the recipient that it stands for.
public struct SODKey: Sendable {
  let identity: any AgeIdentity
  let recipient: String

  /// The identity that opens what was sealed to `recipient`.
  public init(_ identity: any AgeIdentity, recipient: AgeRecipient) {
    self.identity = identity
    self.recipient = recipient.text
  }

  /// An identity of ours.
  public init(_ identity: Identity) { self.init(identity, recipient: identity.ageRecipient) }
}
