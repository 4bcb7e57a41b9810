public import Records

extension Failure.Code {
  /// Nothing was chosen to pack.
  public static let nothingToPack = Failure.Code("nothing_to_pack", .dataError, "nothing was chosen to pack")
  /// The documents are of several patients, and that was not said.
  public static let severalPatients = Failure.Code(
    "several_patients", .dataError, "the documents are of more patients than --patients allows")
  /// A record stands for a document that was not uploaded.
  public static let notUploaded = Failure.Code(
    "not_uploaded", .dataError, "a document to be packed was not uploaded")
  /// The document is of another patient than the one named.
  public static let documentElsewhere = Failure.Code(
    "document_elsewhere", .dataError, "the document is in the folder of another patient")
  /// The container names no patient to import for.
  public static let patientMissing = Failure.Code(
    "patient_missing", .dataError, "the container names no patient, or several, for a document to import")

  /// The container holds a whole store, which cannot be filed into folders.
  public static let wholeStore = Failure.Code(
    "whole_store", .dataError, "the container is the backup of a whole store")

  /// No container of that id was imported.
  public static let containerUnknown = Failure.Code(
    "container_unknown", .noInput, "no container of that id was imported into the store")

  /// The codes that this room declares.
  public static let ofExchange: [Failure.Code] = [
    .nothingToPack, .severalPatients, .notUploaded, .documentElsewhere, .patientMissing, .wholeStore,
    .containerUnknown,
  ]
}
