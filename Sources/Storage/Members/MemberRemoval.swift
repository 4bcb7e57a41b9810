internal import Records

/// What removing a member did.
public struct MemberRemoval: Hashable, Sendable {
  /// Who is no longer a member.
  public let member: Member
  /// The epoch that began.
  public let epoch: Int64
  /// How many records were sealed anew.
  public let records: Int64
  /// How many objects stay encrypted to a key that the member held.
  public let oldObjects: Int64
}
