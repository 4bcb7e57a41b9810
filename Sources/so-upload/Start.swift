import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-upload start`
struct Start: Verb {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Put the files of the queue into their folders.",
    discussion: """
      Without operands, all files that wait. Prints one so.upload/1 record for each file that was \
      put, or could not be. Several runs may work at once; what a run that died left undone is done \
      by the next one.
      """)

  @Argument(
    help: ArgumentHelp(
      "Only these files of the queue, also if they failed; - reads records or identifiers.",
      valueName: "U-…|-"))
  var uploads: [ItemListOptions.Operand] = []
  @Option(help: ArgumentHelp("Only the files for this folder.", valueName: "P-…"))
  var patient: IdentifierArgument<PatientKind>?
  @Flag(help: "Try again what failed, too.") var retryFailed = false
  @Flag(help: "Read each document back from the device before it is called done.") var verify = false
  @OptionGroup var batch: BatchOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    guard !uploads.isEmpty else { return }
    if retryFailed { throw ValidationError("--retry-failed goes without operands: those are tried again") }
    if uploads.count(where: { $0 == .stream }) > 1 {
      throw ValidationError("standard input can be read only once")
    }
    for case .item(.document) in uploads {
      throw ValidationError("a document D-… waits for nothing; a queued file U-… is due")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let watch = batch.beginWatch()
    let lock = try batch.takeLock(now: context.time.now())
    defer { withExtendedLifetime(lock) {} }
    let store = try context.profile().openStore(for: context)
    var outcome = BatchOutcome()
    let run = UploadRun(
      store,
      UploadRun.Options(
        patient: patient?.id, ids: try named(in: context, &outcome), retriesFailed: retryFailed,
        stopsAtFailure: batch.failFast, readsBack: verify, jobs: batch.jobs))
    defer { context.console.note("\(outcome.done) done, \(outcome.failed) failed") }
    try run.start(checking: watch.check) { (upload, failure) throws(Failure) in
      try context.tell(upload, failure, &outcome)
    }
    return outcome.status
  }

  /// The files that the operands name; `nil` without operands.
  private func named(in context: CommandContext, _ outcome: inout BatchOutcome) throws(Failure)
    -> [UploadID]?
  {
    guard !uploads.isEmpty else { return nil }
    var ids: [UploadID] = []
    let reader = ItemListReader(uploads)
    while let item = try reader.next() {
      switch item {
      case .success(.upload(let id)): ids.append(id)
      // Records of documents pass by in a mixed stream.
      case .success(.document): continue
      case .failure(let failure):
        outcome.fail(failure)
        context.console.report(failure)
      }
    }
    return ids
  }
}
