import ArgumentParser
import CommandLineKit
import Exchange
import Folders
import Platform
import Records
import SODFormat
import SystemPackage

/// `so-sod unpack`
struct Unpack: Verb {
  static let configuration = CommandConfiguration(
    commandName: "unpack", abstract: "Unpack a container into a folder, or file it into patient folders.",
    discussion: "Nothing is left when anything of the container is wrong.")
  @OptionGroup var reading: ReadOptions
  @OptionGroup var signer: SignerOptions

  @Option(
    name: .customShort("C"),
    help: ArgumentHelp("Unpack into DIR (default: the current folder).", valueName: "DIR"))
  var directory: PathArgument?

  @Flag(name: .customLong("import"), help: "File the documents into patient folders of the store.")
  var imports = false
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if imports, directory != nil { throw ValidationError("-C and --import exclude each other") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let reader = try reading.open(in: context, acceptUnsigned: signer.acceptUnsigned)
    guard imports else {
      let verdict = try SODUnpacker.unpack(reader, into: directory?.path ?? ".", durable: true)
      try context.results.add(Verification(verdict))
      for (entry, digest) in zip(verdict.manifest.entries, verdict.digests) {
        try context.results.add(EntrySummary(entry, of: verdict.manifest.id, digest: digest))
      }
      return .success
    }
    let opened = try context.profile().openOrMakeStore(for: context)
    let outcome = try Importer(opened.store).run(reader)
    try context.results.add(Verification(outcome.verdict))
    for patient in outcome.patients { try context.results.add(patient) }
    for form in outcome.forms { try context.results.add(form) }
    for document in outcome.documents { try context.results.add(document) }
    context.console.note(
      "\(outcome.documents.count) documents: \(outcome.documents.count - outcome.known) filed, \(outcome.known) already there"
    )
    return .success
  }
}
