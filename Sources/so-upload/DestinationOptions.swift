import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
import Storage
import SystemPackage

/// Which folder each file goes into: one for all, or by a table.
struct DestinationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder.", valueName: "P-…")) var patient: IdentifierArgument<PatientKind>?

  @Option(
    help: ArgumentHelp(
      "A table, CSV, of the columns path, patient and category: a folder for each file.", valueName: "FILE"))
  var folderMap: PathArgument?

  func validate() throws {
    if patient != nil, folderMap != nil {
      throw ValidationError("--patient and --folder-map exclude each other")
    }
  }

  var isGiven: Bool { patient != nil || folderMap != nil }

  /// Makes items of paths; the folder, or every row of the table, is looked up before.
  ///
  /// - Throws: `patient_unknown`, `folder_map_invalid`.
  func items(in store: Store, category: DocumentCategory?, source: DocumentSource?, profile: UploadProfile)
    throws(Failure) -> (FilePath) -> UploadItem
  {
    if let folderMap {
      let map = try FolderMap(reading: try folderMap.openForReading(), in: store)
      return { map.item(for: $0, category: category, source: source, profile: profile) }
    }
    guard let patient = patient?.id else {
      throw Failure(.usage, "neither --patient nor --folder-map is given")
    }
    try Uploader(store).check(patient)
    return { UploadItem(file: $0, into: patient, category: category, source: source, profile: profile) }
  }
}
