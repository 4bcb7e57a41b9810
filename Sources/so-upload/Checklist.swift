import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-upload checklist`
struct Checklist: Verb {
  static let configuration = CommandConfiguration(
    commandName: "checklist", abstract: "Show which of the recommended documents a folder has.",
    discussion: """
      Prints one so.checklist/1 record for each: the latest doctor's report, imaging, laboratory \
      results, a treatment summary, the list of medications. Told by categories and by the words of \
      names; it is a help, and decides nothing.
      """)

  @Option(help: ArgumentHelp("The folder.", valueName: "P-…")) var patient: IdentifierArgument<PatientKind>
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let folders = PatientFolders(try context.profile().openStore(for: context))
    for entry in try folders.checklist(of: patient.id, today: context.time.now().date) {
      try context.results.add(entry)
    }
    return .success
  }
}
