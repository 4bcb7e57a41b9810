public import Records

extension Failure.Code {
  /// There is no such folder.
  public static let patientUnknown = Failure.Code("patient_unknown", .noInput, "no folder has this id")
  /// There is no such document.
  public static let documentUnknown = Failure.Code("document_unknown", .noInput, "no document has this id")
  /// A folder has this medical record number already.
  public static let patientExists = Failure.Code(
    "patient_exists", .dataError, "a folder has this medical record number already")
  /// The number is the one of a folder whose name or date of birth is another.
  public static let patientConflict = Failure.Code(
    "patient_conflict", .dataError,
    "a folder has this medical record number with another name or date of birth")
  /// The file has no content.
  public static let emptyFile = Failure.Code("empty_file", .dataError, "the file is empty")
  /// A search without a letter or a digit would find everybody.
  public static let searchEmpty = Failure.Code(
    "search_empty", .usage, "the text to search for has neither a letter nor a digit")
  /// The record cannot be set by this form.
  public static let notSettable = Failure.Code(
    "not_settable", .dataError, "a field is set by the tool and not by a form")
  /// The time that a batch was given is over.
  public static let timeOver = Failure.Code(
    "time_over", .tryAgain, "the time for the run was over before all was done")

  /// A folder has the same name and date of birth; a person has to look (--confirm-new).
  public static let possibleMatch = Failure.Code(
    "possible_match", .dataError, "a folder has the same name and date of birth; it may be the same person")
  /// The folder was merged into another one.
  public static let patientMerged = Failure.Code(
    "patient_merged", .dataError, "the folder was merged into another one")
  /// The two folders cannot be merged, or are not.
  public static let mergeInvalid = Failure.Code(
    "merge_invalid", .dataError, "the folders cannot be merged, or are not merged")
  /// The folder has no such phone.
  public static let phoneUnknown = Failure.Code(
    "phone_unknown", .noInput, "the folder has no phone of this number")
  /// The folder has no such address.
  public static let addressUnknown = Failure.Code(
    "address_unknown", .noInput, "the folder has no address at this place")
  /// The field has no place on the Visit form (R013).
  public static let notAllowedOnVisitForm = Failure.Code(
    "not_allowed_on_visit_form", .dataError, "phones and addresses have no place on the Visit form")
  /// The form makes a folder of its own.
  public static let recordTypeInvalid = Failure.Code(
    "record_type_invalid", .dataError, "a form of this type is not added to a folder")
  /// The folder has no e-mail address for an appointment's notifications (R010).
  public static let emailRequiredForAppointment = Failure.Code(
    "email_required_for_appointment", .dataError, "an appointment needs an e-mail address in the folder first"
  )
  /// The appointment would begin in the past.
  public static let appointmentPast = Failure.Code(
    "appointment_past", .dataError, "the appointment would begin in the past")
  /// The appointment was cancelled before.
  public static let appointmentOver = Failure.Code(
    "appointment_over", .dataError, "the appointment was cancelled before")
  /// There is no such appointment.
  public static let appointmentUnknown = Failure.Code(
    "appointment_unknown", .noInput, "no appointment has this id")
  /// The user name is another account's.
  public static let usernameTaken = Failure.Code(
    "username_taken", .dataError, "another folder's account has this user name")
  /// The password breaks a rule.
  public static let passwordRefused = Failure.Code(
    "password_refused", .dataError, "the password breaks a rule; each is named")
  /// The folder has no account.
  public static let accountUnknown = Failure.Code(
    "account_unknown", .noInput, "the folder has no user account")
  /// The folder has no such referral.
  public static let referralUnknown = Failure.Code(
    "referral_unknown", .noInput, "the folder has no referral with this id")

  /// The codes that this room declares.
  public static let ofFolders: [Failure.Code] = [
    .patientUnknown, .documentUnknown, .patientExists, .patientConflict, .emptyFile, .searchEmpty,
    .notSettable, .timeOver, .possibleMatch, .patientMerged, .mergeInvalid, .phoneUnknown, .addressUnknown,
    .notAllowedOnVisitForm, .recordTypeInvalid, .emailRequiredForAppointment, .appointmentPast,
    .appointmentOver, .appointmentUnknown, .usernameTaken, .passwordRefused,
    .accountUnknown, .referralUnknown, .mediaUnreadable, .conversionLimit,
    .conversionDied, .videoTooLargeToConvert, .tooLargeForThumbnail, .thumbnailMissing, .fileTooLarge,
    .tooManyFiles, .typeNotAllowed, .typeMismatch, .typeAmbiguous,
    .uploadUnknown, .uploadUnderWay, .notReady, .grantUnknown, .grantExpired, .grantRevoked, .grantExhausted,
    .grantMismatch,
    .folderMapInvalid, .folderUnmapped,
  ]
}
