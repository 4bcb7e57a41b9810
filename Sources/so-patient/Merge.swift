import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-patient merge P-… --into P-…`
struct Merge: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Merge a folder into another one of the same person.",
    discussion: """
      Documents and forms are seen in the other folder from then on. Nothing is moved or lost: \
      so-patient unmerge undoes it.
      """)
  @Argument(help: ArgumentHelp("The folder that goes.", valueName: "P-…")) var id:
    IdentifierArgument<PatientKind>
  @Option(help: ArgumentHelp("The folder that stays.", valueName: "P-…")) var into:
    IdentifierArgument<PatientKind>
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.results.add(try context.folders().merge(id.id, into: into.id))
    return .success
  }
}

/// `so-patient unmerge P-…`
struct Unmerge: Verb {
  static let configuration = CommandConfiguration(
    commandName: "unmerge", abstract: "Take a merged folder out of the other one again.")
  @Argument(help: ArgumentHelp("The folder that was merged.", valueName: "P-…"))
  var id: IdentifierArgument<PatientKind>
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.results.add(try context.folders().unmerge(id.id))
    return .success
  }
}
