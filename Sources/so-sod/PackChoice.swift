import ArgumentParser
import CommandLineKit
import Exchange
import Platform
import Records

/// The options that say what is packed.
struct PackChoice: ParsableArguments {
  @Option(help: ArgumentHelp("A folder; its documents are chosen by --all or --document.", valueName: "P-…"))
  var patient: [IdentifierArgument<PatientKind>] = []

  @Flag(help: "Every document of each folder.") var all = false

  @Option(help: ArgumentHelp("One document of the folders.", valueName: "D-…"))
  var document: [IdentifierArgument<DocumentKind>] = []

  @Option(help: ArgumentHelp("How many patients the documents may be of.", valueName: "N")) var patients = 1

  @Argument(help: ArgumentHelp("Plain files; - reads records from standard input.", valueName: "FILE|-"))
  var files: [PathArgument] = []

  func validate() throws {
    if !patient.isEmpty, all == !document.isEmpty {
      throw ValidationError("--patient goes with either --all or --document")
    }
    if patient.isEmpty, all { throw ValidationError("--all goes with --patient") }
    if patient.count > 1, !document.isEmpty {
      throw ValidationError("--document goes with one --patient, or with none")
    }
    if patient.isEmpty, document.isEmpty, files.isEmpty { throw ValidationError("nothing is chosen to pack") }
    if patients < 1 { throw ValidationError("--patients is at least 1") }
  }

  /// What was chosen.
  func selection() throws(Failure) -> PackSelection {
    var selection = PackSelection(patientLimit: patients)
    if all { for folder in patient { selection.add(.folder(folder.id)) } }
    for one in document { selection.add(.document(one.id, in: patient.first?.id)) }
    for file in files {
      guard file.isStandardStream else {
        selection.add(.file(file.path))
        continue
      }
      let stream = RecordStream(DescriptorSource.standardInput())
      while let record = try stream.next() { _ = try selection.add(record) }
    }
    return selection
  }
}
