import CommandLineKit
import Platform
import Records
import Sending
import SystemPackage

/// The containers of one call of `send`, one after the other; one that fails does not stop the rest.
struct SendJob {
  private let sender: Sender
  private let runner: TransferRunner
  private let context: CommandContext
  private let progress: ProgressOptions
  private let isLater: Bool
  private(set) var report: OutcomeReport

  init(
    _ sender: Sender, _ runner: TransferRunner, _ context: CommandContext, _ progress: ProgressOptions,
    isLater: Bool
  ) {
    self.sender = sender
    self.runner = runner
    self.context = context
    self.progress = progress
    self.isLater = isLater
    report = OutcomeReport(context)
  }

  /// Queues what `order` gives, and carries it out.
  mutating func send(
    _ order: ((Int64, Int64) -> Void) throws(Failure) -> HeldTransfer
  ) throws(Failure) {
    let held: HeldTransfer
    do throws(Failure) {
      let packing = context.progress("packing", progress)
      held = try order(packing.update)
    } catch { return report.fail(error) }
    if isLater || EndRequest.isMade { return try report.queued(held.transfer) }
    let sending = context.progress("sending", progress)
    try report.add(try runner.move(held, progress: sending.update))
  }

  /// Sends what comes on standard input: a container, or those that records describe.
  mutating func sendStandardInput() throws(Failure) {
    switch try StandardInputKind.read() {
    case .container(let source):
      try send { [sender] (_) throws(Failure) in try sender.queue(source) }
    case .records(let stream):
      var containers = 0
      while let record = try stream.next() {
        guard record.schema == Container.schema else { continue }
        containers += 1
        try send { [sender] (_) throws(Failure) in
          let container = try Container(json: record)
          return try sender.queue(
            try InputFile(opening: FilePath(bytes: container.path.bytes)), expected: container)
        }
      }
      // Records that name nothing to send: a step of the pipeline is missing, or had no result.
      guard containers > 0 else {
        throw Failure(
          .notAContainer, "the records on standard input name no container", hint: "so-sod pack - --to …")
      }
    }
  }
}
