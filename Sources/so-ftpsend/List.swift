import ArgumentParser
import CommandLineKit
import Folders
import Records
import Sending

/// `so-ftpsend list`
struct List: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the transfers, oldest first.")
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    try Transfers(store).list { (transfer) throws(Failure) in try context.results.add(transfer) }
    return .success
  }
}
