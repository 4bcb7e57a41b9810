import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-patient show P-…`
struct Show: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a folder.")
  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    try context.results.add(try PatientFolders(store).show(id.id))
    return .success
  }
}
