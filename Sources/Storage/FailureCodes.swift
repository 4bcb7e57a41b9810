public import Records

extension Failure.Code {
  /// There is no store at the place.
  public static let storeMissing = Failure.Code(
    "store_missing", .configuration, "there is no store at the place")
  /// There is a store, or something else, at the place already.
  public static let storeExists = Failure.Code(
    "store_exists", .cannotCreate, "the place of a new store is taken")
  /// The place lies on a network file system.
  public static let storeOnNetworkFS = Failure.Code(
    "store_on_network_fs", .configuration, "a store cannot lie on a network file system")
  /// The store was written by a later version of the tools.
  public static let storeNewer = Failure.Code(
    "store_newer", .configuration, "the store was made by a later version of the tools")
  /// Another process holds the store's lock for longer than we wait.
  public static let storeBusy = Failure.Code(
    "store_busy", .tryAgain, "another process keeps the store locked")
  /// The database of the store is damaged.
  public static let storeDamaged = Failure.Code(
    "store_damaged", .ioError, "the database of the store is damaged")
  /// The store at the place is not the one that was there before.
  public static let storeReplaced = Failure.Code(
    "store_replaced", .ioError, "the store is another one than this member used before")
  /// The identity opens no member's key of the store.
  public static let notAMember = Failure.Code(
    "not_a_member", .configuration, "the identity is not that of a member of the store")
  /// The member's role does not allow what was asked for.
  public static let roleForbids = Failure.Code(
    "role_forbids", .noPermission, "the member's role does not allow it")
  /// There is no such member, or it was removed already.
  public static let memberMissing = Failure.Code(
    "member_missing", .noInput, "the store has no such member, or it was removed already")
  /// Without another owner, nobody could add or remove members.
  public static let lastOwner = Failure.Code(
    "last_owner", .dataError, "the last owner of a store cannot be removed")
  /// A member was removed while the work went on, and the store has new keys.
  public static let storeRekeyed = Failure.Code(
    "store_rekeyed", .tryAgain, "the store got new keys while the work went on")
  /// The rows of members or their keys are not what the signed events say.
  public static let membersAltered = Failure.Code(
    "members_altered", .ioError, "the store's members or keys are not what the signed events say")
  /// There is no such record.
  public static let recordMissing = Failure.Code("record_missing", .noInput, "the record does not exist")
  /// There is a record with the same id.
  public static let recordExists = Failure.Code("record_exists", .cannotCreate, "the record exists already")
  /// The record is larger than a store takes.
  public static let recordTooLarge = Failure.Code(
    "record_too_large", .dataError, "the record is larger than the store takes")
  /// The record changed since it was read.
  public static let versionConflict = Failure.Code(
    "version_conflict", .tryAgain, "the record was changed by somebody else since it was read")
  /// The record is not the one that its newest event speaks of.
  public static let recordAltered = Failure.Code(
    "record_altered", .ioError, "a record was changed, rolled back, added or removed without an event")
  /// The stored object is gone.
  public static let objectMissing = Failure.Code("object_missing", .ioError, "a stored object is missing")
  /// An object that no record names.
  public static let objectStray = Failure.Code(
    "object_stray", .ioError, "an object lies in the store that no record names")
  /// The stored object is not what its record says.
  public static let objectAltered = Failure.Code("object_altered", .ioError, "a stored object was changed")
  /// The event that has to come before a reading cannot be written.
  public static let auditUnwritable = Failure.Code(
    "audit_unwritable", .ioError, "reading is refused because its event cannot be written")
  /// An event was changed.
  public static let auditAltered = Failure.Code(
    "audit_altered", .ioError, "an event was changed, or events were put into another order")
  /// An event is missing between two others.
  public static let auditGap = Failure.Code("audit_gap", .ioError, "an event was removed")
  /// Events at the end are missing.
  public static let auditCut = Failure.Code(
    "audit_cut", .ioError, "the newest events were removed, or the store was set back")
  /// An event does not bear the signature of a member.
  public static let auditForged = Failure.Code(
    "audit_forged", .ioError, "an event does not bear the signature of a member")

  /// A backup does not hold what a store is made of.
  public static let backupInvalid = Failure.Code(
    "backup_invalid", .dataError, "the container does not hold what a store is made of")

  /// The process that delivered a message died.
  public static let deliveryInterrupted = Failure.Code(
    "delivery_interrupted", .tryAgain,
    "an attempt to deliver a message had no end; it may or may not have arrived")

  /// The codes that this room declares.
  public static let ofStorage: [Failure.Code] = [
    .deliveryInterrupted, .storeMissing, .storeExists, .storeOnNetworkFS, .storeNewer, .storeBusy,
    .storeDamaged, .storeReplaced,
    .notAMember, .roleForbids, .memberMissing, .lastOwner, .storeRekeyed, .membersAltered, .recordMissing,
    .recordExists, .recordTooLarge,
    .versionConflict, .recordAltered, .objectMissing, .objectAltered, .objectStray, .auditUnwritable,
    .auditAltered,
    .auditGap, .auditCut, .auditForged, .backupInvalid,
  ]
}
