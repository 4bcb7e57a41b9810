public import Records

extension Failure.Code {
  /// The bytes do not begin with a header of age v1.
  public static let ageHeaderInvalid = Failure.Code(
    "age_header_invalid", .dataError, "the file does not begin with a valid header of age v1")
  /// No identity opens the file.
  public static let wrongKey = Failure.Code(
    "wrong_key", .noPermission, "the file was encrypted to other keys than the ones at hand")
  /// The file ends too early.
  public static let truncated = Failure.Code("truncated", .dataError, "the file ends before its end")
  /// The file is not the one that was encrypted.
  public static let altered = Failure.Code(
    "altered", .dataError, "the file was altered after it was encrypted")
  /// Nobody is named who may open the file.
  public static let recipientMissing = Failure.Code(
    "recipient_missing", .usage, "no recipient is named, so nobody could open the file")
  /// The recipient is a key with which anybody agrees on the same, known secret.
  public static let recipientUnusable = Failure.Code(
    "recipient_unusable", .dataError, "the recipient is a key that keeps no secret")
  /// The file asks for more work than is done for a file that nobody vouches for.
  public static let workFactorTooHigh = Failure.Code(
    "work_factor_too_high", .dataError, "a file asks for too much work to try its passphrase")
  /// No reader would take a header for so many.
  public static let tooManyRecipients = Failure.Code(
    "too_many_recipients", .dataError, "there are more recipients than one file may have")
  /// Recipients that may not stand together were named together.
  public static let recipientsMixed = Failure.Code(
    "recipients_mixed", .usage, "recipients of kinds that do not go together were named")
  /// The armour is not exactly as it must be.
  public static let armorInvalid = Failure.Code(
    "armor_invalid", .dataError, "the file's ASCII armour is damaged, or text stands around it")
  /// More plaintext came out than the caller takes.
  public static let contentTooLarge = Failure.Code(
    "content_too_large", .dataError, "the decrypted content is larger than what is taken here")

  /// The codes that this room declares.
  public static let ofAgeFormat: [Failure.Code] = [
    .ageHeaderInvalid, .wrongKey, .truncated, .altered, .recipientMissing, .recipientUnusable,
    .contentTooLarge, .workFactorTooHigh, .recipientsMixed, .armorInvalid,
    .tooManyRecipients,
  ]
}
