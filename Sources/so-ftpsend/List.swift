import ArgumentParser
import CommandLineKit
import Folders
import Records
import Sending

/// `so-ftpsend list`
struct List: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the transfers, oldest first.")
  @Option(help: ArgumentHelp("Only those in this state; several by several --state.", valueName: "STATE"))
  var state: [StateArgument] = []
  @Flag(help: "Only those with a mail that did not reach its recipient.") var untold = false
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    try Transfers(store).list(in: Set(state.map(\.state))) { (transfer) throws(Failure) in
      if !untold || transfer.hasUntold { try context.results.add(transfer) }
    }
    return .success
  }
}

/// A state of a transfer.
struct StateArgument: ExpressibleByArgument {
  let state: Transfer.State

  init?(argument: String) {
    guard let state = Transfer.State(rawValue: argument) else { return nil }
    self.state = state
  }

  static var allValueStrings: [String] { Transfer.State.allCases.map(\.rawValue) }
}
