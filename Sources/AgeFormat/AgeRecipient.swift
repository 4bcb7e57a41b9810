public import Keys
public import Records

/// A way to wrap a file key for somebody. Each kind of recipient is a small type of its
/// own; ``AgeRecipient`` is what the rest of the house passes around.
public protocol AgeRecipientKind: Sendable {
  /// The text that names the recipient, in its one canonical form, as in `age1…`.
  var text: String { get }

  /// With whom it may share a header.
  var strength: AgeRecipientStrength { get }

  /// The stanza that wraps `fileKey` for this recipient.
  ///
  /// - Throws: `recipient_unusable` for a key that agrees on nothing, `crypto_unavailable`.
  func wrap(_ fileKey: AgeFileKey) throws(Failure) -> AgeStanza
}

extension AgeRecipientKind {
  /// Most kinds are safe from today's computers.
  public var strength: AgeRecipientStrength { .classical }
}

/// Somebody to encrypt to.
public struct AgeRecipient: Sendable {
  /// How the key is wrapped.
  public let kind: any AgeRecipientKind

  /// A recipient of any kind.
  public init(_ kind: some AgeRecipientKind) { self.kind = kind }

  /// The recipient that an X25519 key stands for.
  public init(_ key: X25519PublicKey) { self.init(AgeX25519Recipient(key: key)) }

  /// Reads `age1…`, a line of a `.pub` file (`ssh-ed25519 …`, `ssh-rsa …`), and the texts of
  /// the kinds that the program has registered; `nil` for anything else.
  public init?(_ text: String) {
    if let key = X25519PublicKey(ageText: text) {
      self.init(key)
    } else if let key = SSHPublicKey(authorizedKey: text), let kind = AgeSSHEd25519Recipient(key) {
      self.init(kind)
    } else if let key = SSHRSAPublicKey(authorizedKey: text) {
      self.init(AgeSSHRSARecipient(key: key))
    } else if let recipient = AgeKeyKinds.recipient(text) {
      self = recipient
    } else {
      return nil
    }
  }

  /// The text that names the recipient.
  public var text: String { kind.text }
}

extension AgeRecipient: Hashable {
  /// Two recipients are one when their texts are.
  public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
