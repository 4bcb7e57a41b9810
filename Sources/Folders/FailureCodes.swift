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

  /// The codes that this room declares.
  public static let ofFolders: [Failure.Code] = [
    .patientUnknown, .documentUnknown, .patientExists, .patientConflict, .emptyFile, .searchEmpty,
    .notSettable, .timeOver,
  ]
}
