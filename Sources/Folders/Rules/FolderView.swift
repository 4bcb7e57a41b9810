public import Storage

/// The two ways in which a member may look at the folders.
public enum FolderView: String, CaseIterable, Sendable {
  /// The folders, one after the other.
  case review
  /// What waits for somebody.
  case dashboard

  /// Where a member of this role lands who does not say (R002): a specialist wants to know what
  /// is new, everybody else looks for a folder. Either may take the other view (R003).
  public init(landingOf role: MemberRole) {
    self = role == .specialist ? .dashboard : .review
  }
}
