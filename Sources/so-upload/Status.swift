import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
import Storage

/// `so-upload status`
struct Status: Verb {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show the queue.",
    discussion: "Prints one so.upload/1 record for each file that was queued, oldest first.")

  @Option(help: ArgumentHelp("Only the files for this folder.", valueName: "P-…"))
  var patient: IdentifierArgument<PatientKind>?
  @Flag(help: "Print each file again when it changes, until none waits or is under way.") var follow = false
  @Flag(
    help: "Say whether every document of the folder is uploaded and has a category, and fail if not.")
  var requireReady = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if requireReady, patient == nil { throw ValidationError("--require-ready needs --patient P-…") }
    if requireReady, follow { throw ValidationError("--require-ready and --follow do not go together") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    if requireReady, let patient {
      return try tellReadiness(try PatientFolders(store).readiness(of: patient.id), in: context)
    }
    let queue = UploadQueue(store)
    if follow {
      EndRequest.listen()
      let changes = store.changes()
      try queue.follow(
        for: patient?.id, pausing: { () throws(Failure) in try changes.wait(milliseconds: 3_600_000) },
        { (upload) throws(Failure) in
          try context.results.add(upload)
          try context.results.flush()
        })
    } else {
      try queue.list(for: patient?.id) { (upload) throws(Failure) in try context.results.add(upload) }
    }
    return .success
  }

  private func tellReadiness(_ readiness: Readiness, in context: CommandContext) throws(Failure) -> ExitStatus
  {
    try context.results.add(readiness)
    guard !readiness.isReady else { return .success }
    let counts = Readiness.Reason.allCases.map { reason in readiness.blocking.count { $0.reason == reason } }
    throw Failure(
      .notReady,
      "\(counts[0]) not uploaded, \(counts[1]) failed, \(counts[2]) without a category",
      hint: "so-upload start, and so-upload categorize D-… --category CATEGORY")
  }
}
