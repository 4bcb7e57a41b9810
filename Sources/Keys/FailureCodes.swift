public import Records

extension Failure.Code {
  /// OpenSSL does not carry out an algorithm that is needed.
  public static let cryptoUnavailable = Failure.Code(
    "crypto_unavailable", .configuration, "the system's OpenSSL refuses an algorithm that is needed")
  /// Sealed bytes do not open: they were changed, or belong to another key or place.
  public static let sealBroken = Failure.Code(
    "seal_broken", .dataError, "sealed bytes were changed, or belong to another key or place")
  /// The text is not an identity file.
  public static let identityInvalid = Failure.Code(
    "identity_invalid", .dataError, "the file is not an identity")
  /// The identity file can be read by others than its owner.
  public static let identityReadableByOthers = Failure.Code(
    "identity_readable_by_others", .noPermission, "the identity file can be read by others than its owner")
  /// The identity file belongs to somebody else.
  public static let identityOwnerUnexpected = Failure.Code(
    "identity_owner_unexpected", .noPermission, "the identity file belongs to another user")
  /// The text is not an SSH signature, or not one of a kind that is taken here.
  public static let signatureInvalid = Failure.Code(
    "signature_invalid", .dataError, "the text is not an SSH signature of a kind that is taken here")
  /// The signature does not fit the message, the namespace or the key.
  public static let badSignature = Failure.Code(
    "bad_signature", .noPermission, "the signature does not fit what it is said to sign")
  /// The system does not give the memory that a key from a passphrase takes.
  public static let memoryMissing = Failure.Code(
    "memory_missing", .tryAgain, "there is not the memory that a key from a passphrase takes")
  /// The identity file opens with a passphrase only.
  public static let identityLocked = Failure.Code(
    "identity_locked", .noPermission, "the identity file is protected by a passphrase")
  /// A passphrase is needed, and there is neither a file of it nor a terminal to ask at.
  public static let passphraseMissing = Failure.Code(
    "passphrase_missing", .noPermission, "a passphrase is needed, and none was given")
  /// The passphrase's file can be read by others than its owner.
  public static let passphraseReadableByOthers = Failure.Code(
    "passphrase_readable_by_others", .noPermission,
    "the passphrase's file can be read by others than its owner")
  /// The passphrase is another one.
  public static let wrongPassphrase = Failure.Code(
    "wrong_passphrase", .noPermission, "the passphrase is not the right one")
  /// What is given as a passphrase cannot be one.
  public static let passphraseInvalid = Failure.Code(
    "passphrase_invalid", .dataError, "what was given as a passphrase is empty, or no single line")

  /// The codes that this room declares.
  public static let ofKeys: [Failure.Code] = [
    .cryptoUnavailable, .sealBroken, .identityInvalid, .identityReadableByOthers, .identityOwnerUnexpected,
    .signatureInvalid, .badSignature, .memoryMissing, .identityLocked, .passphraseMissing,
    .passphraseReadableByOthers, .wrongPassphrase, .passphraseInvalid,
  ]
}
