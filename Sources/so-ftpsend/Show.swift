import ArgumentParser
import CommandLineKit
import Folders
import Records
import Sending

/// `so-ftpsend show`
struct Show: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a transfer with its history.",
    discussion: """
      A table has the transfer on top, and a row for each state: when, bytes, who answered, and what the \
      server said.
      """)
  @Argument(help: ArgumentHelp("The transfer.", valueName: "T-…")) var id: IdentifierArgument<TransferKind>
  @Flag(help: "Print its states instead, a record each.") var states = false
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let transfer = try Transfers(try context.profile().openStore(for: context)).transfer(id.id)
    if !states { try context.results.show(transfer) }
    if states || context.results.isTable {
      for step in transfer.steps { try context.results.add(TransferState(step)) }
    }
    return .success
  }
}
