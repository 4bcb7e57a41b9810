internal import Synchronization

/// A kind of key that reads its own texts: of recipients, and of identities in a file.
///
/// Kinds that need a large library live in rooms of their own, and are known to a program only
/// after ``AgeKeyKind/register()``.
public protocol AgeKeyKind: SendableMetatype {
  /// The recipient that `text` stands for; `nil` when it is of another kind, or malformed.
  static func recipient(_ text: String) -> AgeRecipient?

  /// The identity that one line of a file stands for; `nil` when it is of another kind, or
  /// malformed.
  static func identity(line: RawSpan) -> AgeKeyPair?
}

/// An identity, and the recipient that it opens the files of.
public struct AgeKeyPair: Sendable {
  /// Opens.
  public let identity: any AgeIdentity
  /// What is written to.
  public let recipient: AgeRecipient

  /// Both halves of one key.
  public init(identity: any AgeIdentity, recipient: AgeRecipient) {
    self.identity = identity
    self.recipient = recipient
  }
}

extension AgeKeyKind {
  /// Makes the kind known to the whole program; once, before its first use.
  public static func register() {
    AgeKeyKinds.registered.withLock { kinds in
      if !kinds.contains(where: { $0 == self }) { kinds.append(self) }
    }
  }
}

/// The kinds that a program knows besides those of this room.
enum AgeKeyKinds {
  static let registered = Mutex<[any AgeKeyKind.Type]>([])

  static func recipient(_ text: String) -> AgeRecipient? {
    registered.withLock { $0 }.lazy.compactMap { $0.recipient(text) }.first
  }

  static func identity(line: RawSpan) -> AgeKeyPair? {
    for kind in registered.withLock({ $0 }) {
      if let pair = kind.identity(line: line) { return pair }
    }
    return nil
  }
}
