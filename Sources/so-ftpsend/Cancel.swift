import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
import Sending

/// `so-ftpsend cancel`
struct Cancel: Verb {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Give transfers up that are not on the server yet.",
    discussion: "What the server has of them is removed, and their own copies. Nobody is told.")
  @Argument(help: ArgumentHelp("The transfers.", valueName: "T-…")) var ids:
    [IdentifierArgument<TransferKind>]
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let runner = try TransferRunner(
      try profile.openStore(for: context), profile, time: context.time)
    var report = OutcomeReport(context)
    for one in ids {
      do throws(Failure) { try report.add(try runner.cancel(try runner.hold(one.id))) } catch {
        guard error.code != .outputFailed, error.code != .outputClosed else { throw error }
        report.fail(error)
      }
    }
    return report.status
  }
}
