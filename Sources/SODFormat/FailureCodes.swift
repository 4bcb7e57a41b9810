public import Records

extension Failure.Code {
  /// The decrypted content is not a container.
  public static let containerInvalid = Failure.Code(
    "container_invalid", .dataError, "the decrypted content is not a .sod container")
  /// The manifest breaks the rules of its schema.
  public static let manifestInvalid = Failure.Code(
    "manifest_invalid", .dataError, "the container's manifest breaks the rules of its schema")
  /// The manifest is larger than what is taken.
  public static let manifestTooLarge = Failure.Code(
    "manifest_too_large", .dataError, "the container's manifest is larger than what is taken")
  /// A container would get more entries than one may have.
  public static let tooManyEntries = Failure.Code(
    "too_many_entries", .dataError, "there are more entries than one container may have")
  /// An entry is in the container that the manifest or the sums do not list.
  public static let notListed = Failure.Code(
    "not_listed", .dataError, "the container holds an entry that its manifest or its sums do not list")
  /// An entry is listed and not in the container.
  public static let missingEntry = Failure.Code(
    "missing_entry", .dataError, "the manifest or the sums list an entry that the container does not hold")
  /// Entries come in another order than listed.
  public static let entryOrder = Failure.Code(
    "entry_order", .dataError, "the entries come in another order than the manifest lists them")
  /// Two entries have one name.
  public static let entryDuplicate = Failure.Code(
    "entry_duplicate", .dataError, "two entries of the container have one name")
  /// An entry is neither a file nor a folder.
  public static let entryTypeRefused = Failure.Code(
    "entry_type_refused", .dataError, "an entry is a link, a device or the like, or has holes")
  /// An entry's name would lead out of the folder, or is not fit for a file.
  public static let unsafePath = Failure.Code(
    "unsafe_path", .dataError, "an entry's name leads out of the folder or is not fit for a file")
  /// The container is not signed.
  public static let unsigned = Failure.Code("unsigned", .noPermission, "the container is not signed")
  /// The container is signed well, by a key that nobody has vouched for.
  public static let unknownSigner = Failure.Code(
    "unknown_signer", .noPermission, "the container is signed by a key that is not among the contacts")
  /// The container was sealed to others and encrypted anew to this reader.
  public static let readdressed = Failure.Code(
    "readdressed", .noPermission, "the sender did not address the container to the reader's key")
  /// A few bytes stand for more than the manifest states.
  public static let compressionBomb = Failure.Code(
    "compression_bomb", .dataError, "the container decompresses to more than its manifest states")
  /// The container cannot be issued anew.
  public static let notShareable = Failure.Code(
    "not_shareable", .dataError, "the container cannot be shared: by a passphrase's, or by who is not listed")
  /// The key that is to be replaced is none that the container is for.
  public static let recipientNotListed = Failure.Code(
    "recipient_not_listed", .dataError, "the container is not addressed to the key that is to be replaced")
  /// A share statement is malformed.
  public static let shareInvalid = Failure.Code(
    "share_invalid", .dataError, "a share statement is malformed")
  /// A share statement says something else than what was signed.
  public static let shareAltered = Failure.Code(
    "share_altered", .dataError, "a share statement was altered after it was signed")
  /// A share statement is signed by another key than its sharer's.
  public static let shareForged = Failure.Code(
    "share_forged", .noPermission, "a share statement is signed by another key than the sharer's")
  /// A share statement is about another container or another content.
  public static let shareElsewhere = Failure.Code(
    "share_elsewhere", .noPermission, "a share statement is about another container")
  /// Somebody shared whom nobody had addressed.
  public static let shareByOutsider = Failure.Code(
    "share_by_outsider", .noPermission, "the container was shared by a key that it was never addressed to")
  /// A statement is missing, or stands in another place.
  public static let shareChainBroken = Failure.Code(
    "share_chain_broken", .dataError, "a share statement is missing from the chain, or out of its place")
  /// The container's time is over.
  public static let expired = Failure.Code("expired", .dataError, "the container's expiry has passed")

  /// No entry is meant by what was given.
  public static let entryUnknown = Failure.Code(
    "entry_unknown", .noInput, "the container has no such entry")
  /// Several entries are meant where one is due.
  public static let entryAmbiguous = Failure.Code(
    "entry_ambiguous", .dataError, "several entries of the container are meant where one is due")

  /// The text is not a receipt.
  public static let receiptInvalid = Failure.Code(
    "receipt_invalid", .dataError, "the text is not a receipt")
  /// The receipt is not signed by the key that it names.
  public static let receiptForged = Failure.Code(
    "receipt_forged", .noPermission, "the receipt is not signed by the key that it names")
  /// The receipt was changed.
  public static let receiptAltered = Failure.Code(
    "receipt_altered", .dataError, "the receipt was changed after it was signed")
  /// The receipt is of another container.
  public static let receiptReplayed = Failure.Code(
    "receipt_replayed", .dataError, "the receipt is of another container than the one that was sent")
  /// The key is of nobody whom the container was for.
  public static let receiptUnlisted = Failure.Code(
    "receipt_unlisted", .noPermission,
    "the receipt is by a key that the container was neither addressed to nor shared with")

  /// The codes that this room declares.
  public static let ofSODFormat: [Failure.Code] = [
    .containerInvalid, .manifestInvalid, .manifestTooLarge, .tooManyEntries, .notListed, .missingEntry,
    .entryOrder, .entryDuplicate, .entryTypeRefused, .unsafePath, .unsigned, .unknownSigner, .readdressed,
    .expired, .entryUnknown, .entryAmbiguous, .notShareable, .recipientNotListed, .shareInvalid,
    .shareAltered, .shareForged, .shareElsewhere, .shareByOutsider, .shareChainBroken, .receiptInvalid,
    .receiptForged, .receiptAltered, .receiptReplayed, .receiptUnlisted,
    .compressionBomb,
  ]
}
