import ArgumentParser
import CommandLineKit
import Records
import Sending

/// `so-ftpsend get ID|LINK -o FILE`
struct Get: Verb {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Fetch a container from the server.",
    discussion: "FILE appears when it is complete, and not before.")
  @OptionGroup var progress: ProgressOptions
  @Argument(help: ArgumentHelp("The transfer's number, or the link from the mail.", valueName: "ID|LINK"))
  var link: String
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to FILE.", valueName: "FILE")) var out: PathArgument
  @Flag(help: "Replace FILE when it is there.") var force = false
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let fetcher = try Fetcher(try context.profile())
    let progress = context.progress("fetching", progress)
    try context.results.add(
      try fetcher.fetch(link, to: out.path, replacing: force, progress: progress.update))
    return .success
  }
}
