import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
import Storage
import SystemPackage

/// `so-upload add`
struct Add: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Queue files for a folder.",
    discussion: """
      Prints one so.upload/1 record for each file, in the same order. Only the front of \
      a file is looked at: so-upload start puts the files as they are then.
      """)
  @OptionGroup var list: FileListOptions

  @OptionGroup var destination: DestinationOptions
  @Option(help: ArgumentHelp("What the files are for the reviewer.", valueName: "CATEGORY"))
  var category: DocumentCategory?
  @Option(
    help: ArgumentHelp("Which files are taken: any document, or those of a request.", valueName: "PROFILE"))
  var profile = UploadProfile.folder
  @Flag(name: [.customShort("r"), .long], help: "Queue every file below the folders that are named.")
  var recursive = false
  @Option(help: ArgumentHelp("The file becomes a document with this name.", valueName: "NAME"))
  var name: DocumentNameArgument?
  @Option(help: ArgumentHelp("Where a mobile device has the files from.", valueName: "SOURCE"))
  var source: DocumentSource?
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    guard destination.isGiven else { throw ValidationError("--patient or --folder-map is due") }
    guard name != nil else { return }
    guard destination.patient != nil else { throw ValidationError("--name goes with --patient") }
    guard list.files.count == 1, !list.files[0].isStandardStream, list.filesFrom == nil, !recursive else {
      throw ValidationError("--name goes with one file as the only operand")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    EndRequest.listen()
    let store = try context.profile().openStore(for: context)
    let queue = UploadQueue(store)
    let item = try items(in: store)
    let next = try list.reader(for: destination.patient?.id).paths(recursive: recursive)
    var outcome = BatchOutcome()
    defer {
      context.console.note(
        "\(outcome.done + outcome.failed) listed, \(outcome.done) in the queue, \(outcome.failed) refused")
    }
    try queue.add(
      { () throws(Failure) in
        try EndRequest.check()
        return try next().map(item)
      }, { (upload, failure) throws(Failure) in try context.tell(upload, failure, &outcome) })
    return outcome.status
  }

  private func items(in store: Store) throws(Failure) -> (FilePath) -> UploadItem {
    guard let name = name?.name, let patient = destination.patient?.id else {
      return try destination.items(in: store, category: category, source: source, profile: profile)
    }
    return { [category, source, profile] path in
      UploadItem(
        file: path, named: name, into: patient, category: category, source: source, profile: profile)
    }
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
