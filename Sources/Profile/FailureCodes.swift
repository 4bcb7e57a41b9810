public import Records

extension Failure.Code {
  /// There is no identity file where one is needed.
  public static let identityMissing = Failure.Code(
    "identity_missing", .configuration, "there is no identity file where one is needed")
  /// No setting has this name.
  public static let settingUnknown = Failure.Code(
    "setting_unknown", .usage, "there is no setting of that name")
  /// A secret setting was given where other users of the machine can read it.
  public static let secretAsArgument = Failure.Code(
    "secret_as_argument", .usage, "a secret setting was given as an operand; use --value-file")
  /// A setting that is needed has no value.
  public static let settingMissing = Failure.Code(
    "setting_missing", .configuration, "a setting that is needed has no value")
  /// The settings file cannot be read.
  public static let settingsDamaged = Failure.Code(
    "settings_damaged", .configuration, "the settings or contacts file cannot be read")
  /// The settings file is open to others.
  public static let settingsExposed = Failure.Code(
    "settings_exposed", .noPermission, "a settings or contacts file can be read or changed by others")
  /// Settings that are to be taken are refused.
  public static let settingsInvalid = Failure.Code(
    "settings_invalid", .dataError, "settings are refused, each with its line; nothing was changed")
  /// Somebody else changed the settings while they were edited.
  public static let settingsChanged = Failure.Code(
    "settings_changed", .tryAgain, "the settings were changed by another command while they were edited")
  /// Nobody has this name.
  public static let contactUnknown = Failure.Code(
    "contact_unknown", .noInput, "no contact has that name")
  /// The name is taken by somebody with other keys.
  public static let contactExists = Failure.Code(
    "contact_exists", .dataError, "the name is taken by a contact with other keys")
  /// The text is not a recipient.
  public static let recipientInvalid = Failure.Code(
    "recipient_invalid", .dataError, "the text is not a recipient")

  /// The fingerprint that was read is not that of the key.
  public static let fingerprintDiffers = Failure.Code(
    "fingerprint_differs", .protocolError, "the fingerprint that was read is not that of the key")

  /// The codes that this room declares.
  public static let ofProfile: [Failure.Code] = [
    .identityMissing, .settingUnknown, .secretAsArgument, .settingMissing, .settingsDamaged, .settingsExposed,
    .settingsInvalid, .settingsChanged, .contactUnknown, .contactExists, .fingerprintDiffers,
    .recipientInvalid,
  ]
}
