import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-upload process`
struct Process: Verb {
  static let configuration = CommandConfiguration(
    commandName: "process", abstract: "Convert videos, and make thumbnails.",
    discussion: """
      Prints one so.document/1 record for each document that was worked on. Meant for cron; \
      several may run at once.
      """)

  @Option(
    help: ArgumentHelp("Begin no more documents after this time, as in 90s, 30m, 4h.", valueName: "TIME"))
  var maxTime: DurationArgument?
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    EndRequest.listen()
    let watch = BatchWatch(deadline: maxTime.map { ContinuousClock.now + $0.duration })
    let processor = MediaProcessor(try context.profile().openStore(for: context), time: context.time)
    var outcome = BatchOutcome()
    try processor.run(checking: watch.check) { (document, failure) throws(Failure) in
      if let failure {
        outcome.fail(failure)
        context.console.report(failure)
      } else {
        outcome.succeed()
      }
      try context.results.add(document)
      try context.results.flush()
    }
    return outcome.status
  }
}
