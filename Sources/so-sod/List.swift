import ArgumentParser
import CommandLineKit
import Records
import SODFormat

/// `so-sod list`
struct List: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what a container says it holds; nothing is verified by this.")
  @OptionGroup var reading: ReadOptions
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let manifest = try reading.open(in: context).manifest
    context.console.note("not yet verified: this is what the container says about itself")
    for entry in manifest.entries {
      try context.results.add(EntrySummary(entry, of: manifest.id, digest: nil))
    }
    return .success
  }
}
