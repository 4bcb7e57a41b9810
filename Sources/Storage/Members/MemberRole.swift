/// What a member is in the store; the upper rooms tie further rights to it.
public struct MemberRole: RawRepresentable, Hashable, Sendable {
  /// The word, as it stands in the signed events.
  public let rawValue: String

  /// Takes a word of 1–32 lower-case letters and underscores.
  public init?(rawValue: String) {
    guard (1...32).contains(rawValue.utf8.count),
      rawValue.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= $0 || $0 == UInt8(ascii: "_") })
    else { return nil }
    self.rawValue = rawValue
  }

  private init(_ word: StaticString) { rawValue = word.description }

  /// Who made the store, or was made its equal: may add members.
  public static let owner = MemberRole("owner")
  /// A regular user of the seeds' portals.
  public static let user = MemberRole("user")
  /// A doctor who gives second opinions.
  public static let specialist = MemberRole("specialist")
  /// Office staff.
  public static let staff = MemberRole("staff")
  /// A doctor or helper from outside who works on single cases.
  public static let collaborator = MemberRole("collaborator")
  /// A key kept elsewhere for the day on which the others are lost: may add members.
  public static let recovery = MemberRole("recovery")

  /// Whether the role may add and remove members.
  public var managesMembers: Bool { self == .owner || self == .recovery }
}
