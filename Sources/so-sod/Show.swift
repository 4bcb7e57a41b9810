import ArgumentParser
import CommandLineKit
import Exchange
import Keys
import Platform
import Records
import SODFormat
import SystemPackage

/// `so-sod show`
struct Show: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Write one entry of a container to standard output, once all was verified.",
    discussion: """
      Nothing is unpacked. Standard output is the entry itself, in front of a viewer for example:

        so-sod show x.sod 'documents/001-*.pdf' | zathura -
      """)
  @OptionGroup var reading: ReadOptions
  @Argument(
    help: ArgumentHelp("The entry: a document's id, or a glob over paths and names.", valueName: "ENTRY"))
  var entry: String
  @OptionGroup var signer: SignerOptions
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    guard let choice = EntryChoice([entry]) else { throw Failure(.usage, "the entry is empty") }
    let reader = try reading.open(in: context, accepting: signer)
    // Control characters of a picture act on the terminal that shows them.
    if context.results.isTerminal {
      throw Failure(.usage, "an entry is not written to a terminal", hint: "so-sod show … >FILE")
    }
    let shown = try SODViewer.show(
      choice, of: reader, waitingIn: context.environment.path("TMPDIR") ?? "/tmp", to: context.results.bytes)
    context.console.note("signed by \(shown.verdict.signature.signer?.fingerprint ?? "nobody")")
    if !shown.verdict.shares.isEmpty {
      context.console.note(try context.profile().origin(of: shown.verdict).text)
    }
    return .success
  }
}
