import ArgumentParser
import CommandLineKit
import Platform
import Records
import Sending

/// `so-ftpsend get ID|LINK [-o FILE]`
struct Get: Verb {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Fetch a container from a server, or by a link.",
    discussion: """
      FILE appears when it is complete, and not before; what has arrived of it lies in FILE.part, \
      and the next get goes on with it.
      """)
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var server: ServerOptions
  @OptionGroup var limits: TransferOptions
  @Argument(
    help: ArgumentHelp(
      "The transfer's number, the link from the mail, or any https:// link.", valueName: "ID|LINK"))
  var link: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to FILE, and not to a file named like that on the server.", valueName: "FILE"))
  var out: PathArgument?
  @Flag(help: "Replace FILE when it is there.") var force = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if out?.isStandardStream == true {
      throw ValidationError("--out takes a file, and not -: what is fetched is proven before it has a name")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let fetcher = try Fetcher(
      try context.profile(), server: server.server, wishes: limits.wishes(context), time: context.time)
    let progress = context.progress("fetching", progress)
    do throws(Failure) {
      try context.results.add(
        try fetcher.fetch(
          link, to: out?.path, replacing: force, progress: progress.update,
          note: { context.console.note($0) }))
    } catch {
      guard error.code == .alreadyExists, error.hint == nil else { throw error }
      throw Failure(error.code, error.message, hint: "--force replaces it; -o FILE names another")
    }
    return .success
  }
}
