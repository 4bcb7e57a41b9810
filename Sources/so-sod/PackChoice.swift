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

  @Flag(help: "Pack without the documents whose upload failed, by the records of -; tell which.")
  var skipFailed = false

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
    if skipFailed, !files.contains(where: \.isStandardStream) {
      throw ValidationError("--skip-failed goes with the operand -")
    }
    if patients < 1 { throw ValidationError("--patients is at least 1") }
  }

  /// What was chosen.
  ///
  /// - Throws: `not_uploaded` when a record stands for a document that is in no folder, unless
  ///   such are to be skipped: a report that lacks one is not the report that was meant.
  func selection(_ console: Console) throws(Failure) -> PackSelection {
    var selection = PackSelection(patientLimit: patients)
    if all { for folder in patient { selection.add(.folder(folder.id)) } }
    for one in document { selection.add(.document(one.id, in: patient.first?.id)) }
    var lacking: [FieldProblem] = []
    for file in files {
      guard file.isStandardStream else {
        selection.add(.file(file.path))
        continue
      }
      let stream = RecordStream(DescriptorSource.standardInput())
      while let record = try stream.next() {
        if case .lacking(let problem) = try selection.add(record) { lacking.append(problem) }
      }
    }
    guard lacking.isEmpty || skipFailed else {
      throw Failure(
        .notUploaded,
        "\(lacking.count) of the documents were not uploaded, so nothing is packed",
        hint: "put them again, or pack what there is with --skip-failed", fields: lacking)
    }
    for problem in lacking {
      console.alarm(
        Failure(.notUploaded, "\(problem.field) is not in the container: \(problem.message)"))
    }
    return selection
  }
}
