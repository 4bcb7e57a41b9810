import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-upload add`
struct Add: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Queue files for a folder.",
    discussion: """
      Prints one so.upload/1 record for each file, in the same order. Only the front of \
      a file is looked at: so-upload start puts the files as they are then.
      """)
  @OptionGroup var list: FileListOptions

  @Option(help: ArgumentHelp("The folder.", valueName: "P-…")) var patient: IdentifierArgument<PatientKind>
  @Option(help: ArgumentHelp("What the files are for the reviewer.", valueName: "CATEGORY"))
  var category: DocumentCategory?
  @Option(
    help: ArgumentHelp("Which files are taken: any document, or those of a request.", valueName: "PROFILE"))
  var profile = UploadProfile.folder
  @Flag(name: [.customShort("r"), .long], help: "Queue every file below the folders that are named.")
  var recursive = false
  @Option(help: ArgumentHelp("Where a mobile device has the files from.", valueName: "SOURCE"))
  var source: DocumentSource?
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    EndRequest.listen()
    let queue = UploadQueue(try context.profile().openStore(for: context))
    let named = try list.reader(for: patient.id)
    let walk = recursive ? FileWalk { () throws(Failure) in try named.next() } : nil
    var outcome = BatchOutcome()
    defer {
      context.console.note(
        "\(outcome.done + outcome.failed) listed, \(outcome.done) in the queue, \(outcome.failed) refused")
    }
    try queue.add(
      { () throws(Failure) in
        try EndRequest.check()
        let path = if let walk { try walk.next() } else { try named.next() }
        guard let path else { return nil }
        return UploadItem(file: path, into: patient.id, category: category, source: source, profile: profile)
      }, { (upload, failure) throws(Failure) in try context.tell(upload, failure, &outcome) })
    return outcome.status
  }
}

extension CommandContext {
  /// Counts a file of the queue and tells of it.
  func tell(_ upload: Upload?, _ failure: Failure?, _ outcome: inout BatchOutcome) throws(Failure) {
    if let failure {
      outcome.fail(failure)
      console.report(failure)
    } else {
      outcome.succeed()
    }
    guard let upload else { return }
    try results.add(upload)
    try results.flush()
  }
}
