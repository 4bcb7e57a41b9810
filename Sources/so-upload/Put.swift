import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-upload put`
struct Put: Verb {
  static let configuration = CommandConfiguration(
    commandName: "put", abstract: "Put files into a folder.",
    discussion: "Prints one so.document/1 record for each file, in the same order.")
  @OptionGroup var list: FileListOptions

  @Option(help: ArgumentHelp("The folder.", valueName: "P-…")) var patient: IdentifierArgument<PatientKind>
  @Option(help: ArgumentHelp("What the files are for the reviewer.", valueName: "CATEGORY"))
  var category: DocumentCategory?
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    let uploader = try Uploader(store, into: patient.id, category: category)
    let files = try list.reader()
    var outcome = BatchOutcome()
    try uploader.put(
      { () throws(Failure) in try files.next() },
      { (document, failure) throws(Failure) in
        if let failure {
          outcome.fail(failure)
          context.console.report(failure)
        } else {
          outcome.succeed()
        }
        try context.results.add(document)
        try context.results.flush()
      })
    return outcome.status
  }
}
