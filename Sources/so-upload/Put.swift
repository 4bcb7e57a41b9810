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

  @Option(help: ArgumentHelp("The folder.", valueName: "P-…")) var patient: IdentifierArgument<PatientKind>
  @Option(help: ArgumentHelp("What the files are for the reviewer.", valueName: "CATEGORY"))
  var category: DocumentCategory?
  @Option(
    help: ArgumentHelp("Which files are taken: any document, or those of a request.", valueName: "PROFILE"))
  var profile = UploadProfile.folder
  @OptionGroup var permission: GrantOptions
  @OptionGroup var origin: SourceOptions
  @OptionGroup var batch: BatchOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    guard origin.name != nil else { return }
    guard list.files.count == 1, list.files[0].isStandardStream, list.filesFrom == nil else {
      throw ValidationError("--name goes with - as the only operand")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let watch = batch.beginWatch()
    let lock = try batch.takeLock(now: context.time.now())
    defer { withExtendedLifetime(lock) {} }
    let store = try context.profile().openStore(for: context)
    let uploader = Uploader(store, jobs: batch.jobs)
    try uploader.check(patient.id)
    let grant = try permission.admit(
      into: patient.id, category: category, UploadGrants(store), at: context.time.now())
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
        outcome.succeed()
        if document.already { already += 1 }
      }
      try context.results.add(document)
      try context.results.flush()
    }
    let next = try items(watch)
    try uploader.put(
      stoppingAtFailure: batch.failFast, { () throws(Failure) in try next()?.granted(by: grant) }, tell)
    try warnOfFew(uploader, context)
    return outcome.status
  }

  private func warnOfFew(_ uploader: Uploader, _ context: CommandContext) throws(Failure) {
    guard let least = profile.recommendedDocuments else { return }
    let count = try uploader.requestDocuments(of: patient.id)
    guard count < least else { return }
    context.console.warn(
      "few_files", "the request in \(patient.id) has \(count) documents; 3 to 5 make a full review")
  }

  private func items(_ watch: BatchWatch) throws(Failure) -> () throws(Failure) -> UploadItem? {
    if let name = origin.name?.name {
      var stream: UploadItem? = UploadItem(
        stream: DescriptorSource.standardInput(), named: name, into: patient.id, category: category,
        source: origin.source, profile: profile)
      return { () throws(Failure) in
        defer { stream = nil }
        return stream
      }
    }
    let named = try list.reader(for: patient.id)
    let walk = origin.recursive ? FileWalk { () throws(Failure) in try named.next() } : nil
    return { () throws(Failure) in
      try watch.check()
      let path = if let walk { try walk.next() } else { try named.next() }
      guard let path else { return nil }
      return UploadItem(
        file: path, into: patient.id, category: category, source: origin.source, profile: profile)
    }
  }
}
