import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

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
  @OptionGroup var batch: BatchOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let watch = batch.beginWatch()
    let lock = try batch.takeLock(now: context.time.now())
    defer { withExtendedLifetime(lock) {} }
    let store = try context.profile().openStore(for: context)
    let uploader = try Uploader(store, into: patient.id, category: category, jobs: batch.jobs)
    let files = try list.reader(for: patient.id)
    var outcome = BatchOutcome()
    var already = 0
    defer {
      context.console.note(
        "\(outcome.done + outcome.failed) listed, \(already) already there, "
          + "\(outcome.done - already) sent, \(outcome.failed) failed")
    }
    try uploader.put(
      stoppingAtFailure: batch.failFast,
      { () throws(Failure) in
        try watch.check()
        return try files.next()
      },
      { (document, failure) throws(Failure) in
        if let failure {
          outcome.fail(failure)
          context.console.report(failure)
        } else {
          outcome.succeed()
          if document.already { already += 1 }
        }
        try context.results.add(document)
        try context.results.flush()
      })
    return outcome.status
  }
}
