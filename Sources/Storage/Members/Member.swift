public import Keys
public import Records

/// Somebody whose identity opens the store.
public struct Member: Hashable, Sendable {
  /// The member's name in events.
  public let id: MemberID
  /// What the member is here.
  public let role: MemberRole
  /// The age recipient that the store's keys are wrapped to.
  public let recipient: X25519PublicKey
  /// The key that the member's events are signed with; `nil` for a recovery recipient that
  /// never opened the store.
  public let signer: Ed25519PublicKey?
  /// A name for people, sealed on disk.
  public let label: String
  /// Whether the member may still open the store.
  public let isActive: Bool
}
