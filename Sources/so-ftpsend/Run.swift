import ArgumentParser
import CommandLineKit
import Folders
import Notices
import Platform
import Records
import SFTP
import Sending

/// `so-ftpsend run`
struct Run: Verb {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Do all that is due: send, and deliver messages of every kind.",
    discussion: """
      Meant for cron: with -q nothing is said when all goes well. Another run at the same time ends \
      with status 75.
      """)
  @OptionGroup var transfer: TransferOptions
  @OptionGroup var verify: VerifyOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let store = try profile.openStore(for: context)
    var wishes = verify.apply(to: transfer.wishes(context))
    let watcher = RunWatcher(context, progress, transfer, isSilent: output.quiet)
    // The time is for all transfers together.
    wishes.isCancelled = { [end = watcher.end] in EndRequest.isMade || end.map { .now >= $0 } ?? false }
    let queue = TransferQueue(store, profile, wishes: wishes, time: context.time)
    var failure: Failure?
    do throws(Failure) { try queue.run(watcher) } catch { failure = error }
    try watcher.finish()
    if let failure { throw failure }
    return watcher.report.status
  }
}

/// Tells of a run.
private final class RunWatcher: TransferQueue.Watcher {
  private let context: CommandContext
  private let options: ProgressOptions
  let end: ContinuousClock.Instant?
  private var progress: (id: TransferID, progress: Progress)?
  private(set) var report: OutcomeReport

  init(_ context: CommandContext, _ options: ProgressOptions, _ transfer: TransferOptions, isSilent: Bool) {
    self.context = context
    self.options = options
    end = transfer.maxTime.map { .now + .seconds($0.seconds) }
    report = OutcomeReport(context, isSilent: isSilent)
  }

  /// Prints what was held back until it was known what became of the mails.
  func finish() throws(Failure) { try report.finish() }

  func moved(_ outcome: TransferRunner.Outcome) throws(Failure) {
    progress = nil
    try report.add(outcome, isWaitingForMail: outcome.transfer.hasUntold)
  }

  func postponed(_ count: Int, _ failure: Failure) {
    context.console.note(
      "\(count) more \(count == 1 ? "transfer waits" : "transfers wait") for the same server: \(failure.code.word)"
    )
  }

  func tried(_ message: Notifier.Attempted) { report.add(message) }

  func told(_ transfer: Transfer) throws(Failure) { report.told(transfer) }

  func acknowledged(_ transfer: Transfer) throws(Failure) { report.told(transfer) }

  func refused(_ failure: Failure) { context.console.alarm(failure) }

  func unasked(_ server: ServerName?, _ failure: Failure) {
    let name = server.map { "the server \($0)" } ?? "the server"
    context.console.note("\(name) was not asked for receipts: \(failure.code.word): \(failure.message)")
  }

  func advanced(_ id: TransferID, _ done: Int64, _ total: Int64) {
    if progress?.id != id { progress = (id, context.progress("sending", options)) }
    progress?.progress.update(done, total)
  }

  func check() throws(Failure) {
    try EndRequest.check()
    if let end, ContinuousClock.now >= end {
      throw Failure(.transferTimeout, "the time that was given is over; the next run goes on")
    }
  }
}
