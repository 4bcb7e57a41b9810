import ArgumentParser
import CommandLineKit
import Exchange
import Records
import SODFormat

/// `so-sod list`
struct List: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what a container says it holds; nothing is verified by this.")
  @OptionGroup var reading: ReadOptions
  @Flag(help: "List a container that neither its sender nor a share addressed to you.")
  var acceptReaddressed = false
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let reader = try reading.open(in: context, acceptReaddressed: acceptReaddressed)
    let (manifest, origin) = (reader.manifest, try context.profile().origin(of: reader))
    context.console.note("not yet verified: this is what the container says about itself")
    if !reader.shares.isEmpty { context.console.note(origin.text) }
    for entry in manifest.entries {
      try context.results.add(EntrySummary(entry, of: manifest.id, origin, digest: nil))
    }
    return .success
  }
}
