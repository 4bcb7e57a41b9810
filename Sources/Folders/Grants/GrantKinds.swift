public import Records
internal import Storage

extension RecordKind {
  /// A permission to put files into a folder; its parent is the folder. It tells nothing of the
  /// patient, so that looking at it takes no event.
  static let grant = RecordKind("grant", holdsPHI: false)
}

extension LookupKind {
  /// The token of a grant.
  static let grantToken = LookupKind("grant_token")
}

extension EventAction {
  /// A grant was given.
  static let grantAdd = EventAction("grant.add")
  /// Files were put by a grant.
  static let grantUse = EventAction("grant.use")
  /// A grant was taken back.
  static let grantRevoke = EventAction("grant.revoke")
}

extension Failure.Code {
  /// There is no such grant.
  public static let grantUnknown = Failure.Code(
    "grant_unknown", .noPermission, "no grant has this id or this token")
  /// Its time is over.
  public static let grantExpired = Failure.Code(
    "grant_expired", .noPermission, "the time of the grant is over")
  /// It was taken back.
  public static let grantRevoked = Failure.Code(
    "grant_revoked", .noPermission, "the grant was taken back")
  /// It has taken as much as it may.
  public static let grantExhausted = Failure.Code(
    "grant_exhausted", .noPermission, "the grant takes no more files, or not as many bytes")
  /// It is for another folder or another category.
  public static let grantMismatch = Failure.Code(
    "grant_mismatch", .noPermission, "the grant is for another folder or another category")

  /// The codes of grants.
  static let ofGrants: [Failure.Code] = [
    .grantUnknown, .grantExpired, .grantRevoked, .grantExhausted, .grantMismatch,
  ]
}
