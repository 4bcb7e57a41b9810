import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
import SystemPackage

/// `so-upload plan`
struct Plan: Verb {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Choose the newest of many files.",
    discussion: """
      Prints one so.file-plan/1 record for each file and writes nothing; so-upload put - puts those \
      that are selected.
      """)
  @OptionGroup var list: FileListOptions
  @Flag(name: [.customShort("r"), .long], help: "Take every file below the folders that are named.")
  var recursive = false
  @Option(help: ArgumentHelp("Choose at most N files.", valueName: "N")) var max = 10
  @Flag(help: "Choose the newest, not the first.") var newest = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard max >= 1 else { throw ValidationError("--max is at least 1") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let next = try list.reader(for: nil).paths(recursive: recursive)
    var paths: [FilePath] = []
    while let path = try next() { paths.append(path) }
    var outcome = BatchOutcome()
    let plans = FilePlanner.plan(paths, limit: max, newest: newest, today: try context.today())
    for (plan, failure) in plans {
      if let failure {
        outcome.fail(failure)
        context.console.report(failure)
      } else {
        outcome.succeed()
      }
      try context.results.add(plan)
    }
    return outcome.status
  }
}
