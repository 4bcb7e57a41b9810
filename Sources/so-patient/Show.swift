import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-patient show P-…`
struct Show: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a folder.")
  @OptionGroup var output: OutputOptions
  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(time: context.time)
    try context.results.add(try PatientFolders(store).show(id.id))
    return .success
  }
}
