import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
import Sending

/// `so-ftpsend retry`
struct Retry: Verb {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Take transfers up again at once, where they stopped.",
    discussion: """
      Nothing is packed again, nothing is sent twice, and nobody is mailed twice. A mail that failed \
      is tried alone.
      """)
  @Flag(help: "Every transfer that failed, or has a mail that did.") var allFailed = false
  @Argument(help: ArgumentHelp("The transfers.", valueName: "T-…")) var ids:
    [IdentifierArgument<TransferKind>] =
      []
  @OptionGroup var transfer: TransferOptions
  @OptionGroup var verify: VerifyOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if allFailed == !ids.isEmpty { throw ValidationError("say either T-… or --all-failed") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let store = try profile.openStore(for: context)
    let runner = try TransferRunner(
      store, profile, wishes: verify.apply(to: transfer.wishes(context)), time: context.time)
    var report = OutcomeReport(context)
    for id in allFailed ? try failed(Transfers(store)) : ids.map(\.id) {
      do throws(Failure) {
        let held = try runner.hold(id)
        let sending = context.progress("sending", progress)
        let outcome = try runner.retry(held, progress: sending.update)
        if outcome.transfer == held.transfer, outcome.untold.isEmpty {
          context.console.note("\(id) is \(outcome.transfer.state.rawValue); nothing is left to do")
        }
        try report.add(outcome)
      } catch {
        guard error.code != .outputFailed, error.code != .outputClosed else { throw error }
        report.fail(error)
      }
    }
    return report.status
  }

  private func failed(_ transfers: Transfers) throws(Failure) -> [TransferID] {
    var ids: [TransferID] = []
    try transfers.list(in: [.failed, .published, .received]) { transfer in
      guard transfer.state == .failed || transfer.deliveries.contains(where: { $0.status == "failed" }) else {
        return
      }
      ids.append(transfer.id)
    }
    return ids
  }
}
