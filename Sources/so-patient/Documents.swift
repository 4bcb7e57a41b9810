import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-patient documents P-…`
struct Documents: Verb {
  static let configuration = CommandConfiguration(
    commandName: "documents", abstract: "List the documents of a folder.")
  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    try PatientFolders(store).documents(of: id.id) { (document) throws(Failure) in
      try context.results.add(document)
    }
    return .success
  }
}
