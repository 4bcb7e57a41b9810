import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
import SystemPackage

/// `so-upload put`
struct Put: Verb {
  static let configuration = CommandConfiguration(
    commandName: "put", abstract: "Put files into a folder.",
    discussion: """
      Prints one so.document/1 record for each file, in the same order. A file that the folder has \
      already, under the same name and with the same content, is not stored again.
      """)
  @OptionGroup var list: FileListOptions

  @OptionGroup var destination: DestinationOptions
  @Option(help: ArgumentHelp("What the files are for the reviewer.", valueName: "CATEGORY"))
  var category: DocumentCategory?
  @Flag(help: "Propose a category for each document that has none.") var guess = false
  @Option(
    help: ArgumentHelp("Which files are taken: any document, or those of a request.", valueName: "PROFILE"))
  var profile = UploadProfile.folder
  @OptionGroup var permission: GrantOptions
  @OptionGroup var origin: SourceOptions
  @OptionGroup var batch: BatchOptions
  @Flag(help: "Read each document back from the device before it is told of.") var verify = false
  @Flag(help: "Convert videos and make thumbnails now, and wait for it.") var wait = false
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    guard destination.isGiven else { throw ValidationError("--patient or --folder-map is due") }
    guard destination.patient != nil || permission.grantFile == nil else {
      throw ValidationError("--grant-file goes with --patient: a grant is for one folder")
    }
    guard origin.name != nil else { return }
    guard destination.patient != nil else { throw ValidationError("--name goes with --patient") }
    guard list.files.count == 1, list.files[0].isStandardStream, list.filesFrom == nil else {
      throw ValidationError("--name goes with - as the only operand")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let watch = batch.beginWatch()
    let lock = try batch.takeLock(now: context.time.now())
    defer { withExtendedLifetime(lock) {} }
    let store = try context.profile().openStore(for: context)
    let uploader = Uploader(store, jobs: batch.jobs, verifying: verify)
    let processor = wait ? MediaProcessor(store, time: context.time) : nil
    let item = try destination.items(
      in: store, category: category, source: origin.source, profile: profile)
    var requests: Set<PatientID> = []
    let grant =
      try destination.patient.map { (patient) throws(Failure) in
        try permission.admit(
          into: patient.id, category: category, UploadGrants(store), at: context.time.now())
      } ?? nil
    var outcome = BatchOutcome()
    var already = 0
    defer {
      context.console.note(
        "\(outcome.done + outcome.failed) listed, \(already) already there, "
          + "\(outcome.done - already) sent, \(outcome.failed) failed")
    }
    let tell = { (document: Document, failure: Failure?) throws(Failure) in
      if let failure {
        outcome.fail(failure)
        context.console.report(failure)
      } else {
        if document.already { already += 1 }
        if document.profile == .request, let patient = document.patient { requests.insert(patient) }
      }
      let (shown, conversion) = converted(proposed(document), processor, watch)
      if let conversion {
        outcome.fail(conversion)
        context.console.report(conversion)
      } else if failure == nil {
        outcome.succeed()
      }
      try context.results.add(shown)
      try context.results.flush()
    }
    let next = try items(item, watch)
    let reporter = context.progress("putting", progress)
    let total = reporter.isShown && !origin.recursive ? try list.totalSize() : nil
    try uploader.put(
      stoppingAtFailure: batch.failFast, progress: { reporter.update($0, of: total) },
      { () throws(Failure) in try next()?.granted(by: grant) }, tell)
    try warnOfFew(requests, uploader, context)
    return outcome.status
  }

  /// The document with what its category may be, where one was asked for and nobody said.
  private func proposed(_ document: Document) -> Document {
    guard guess, document.id != nil, document.category == nil else { return document }
    return document.with(categoryGuess: .guess(mediaType: document.mediaType, name: document.name))
  }

  /// The document with what was made of it; it is kept, whatever became of that.
  private func converted(
    _ document: Document, _ processor: MediaProcessor?, _ watch: BatchWatch
  ) -> (Document, Failure?) {
    guard let processor, let id = document.id else { return (document, nil) }
    do throws(Failure) {
      guard let (made, failure) = try processor.run(id, checking: watch.check) else { return (document, nil) }
      return (document.with(preview: made.preview, derivative: made.derivative), failure)
    } catch {
      return (document, error.prefixed("the document \(id) is kept, but nothing was made of it"))
    }
  }

  private func warnOfFew(
    _ requests: Set<PatientID>, _ uploader: Uploader, _ context: CommandContext
  ) throws(Failure) {
    for patient in requests.sorted(by: { $0.text < $1.text }) {
      let count = try uploader.requestDocuments(of: patient)
      guard let least = profile.recommendedDocuments, count < least else { continue }
      context.console.warn(
        "few_files", "the request in \(patient) has \(count) documents; 3 to 5 make a full review")
    }
  }

  private func items(_ item: @escaping (FilePath) -> UploadItem, _ watch: BatchWatch) throws(Failure)
    -> () throws(Failure) -> UploadItem?
  {
    if let name = origin.name?.name, let patient = destination.patient?.id {
      var stream: UploadItem? = UploadItem(
        stream: DescriptorSource.standardInput(), named: name, into: patient, category: category,
        source: origin.source, profile: profile)
      return { () throws(Failure) in
        defer { stream = nil }
        return stream
      }
    }
    let next = try list.reader(for: destination.patient?.id).paths(recursive: origin.recursive)
    return { () throws(Failure) in
      try watch.check()
      return try next().map(item)
    }
  }
}
