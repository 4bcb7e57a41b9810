import ArgumentParser
import CommandLineKit
import Exchange
import Folders
import Platform
import Records
import SODFormat
import Storage
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

  @Option(
    help: ArgumentHelp(
      "Unpack only these: a document's id, or a glob over paths and names.", valueName: "ENTRY"))
  var only: [String] = []

  @Flag(name: .customLong("import"), help: "File the documents into patient folders of the store.")
  var imports = false
  @Flag(help: "Remove FILE after its documents were filed.") var deleteAfter = false
  @OptionGroup var matching: MatchingOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if imports, directory != nil { throw ValidationError("-C and --import exclude each other") }
    if imports, !only.isEmpty { throw ValidationError("--only and --import exclude each other") }
    if !imports, matching.match != .unsaid {
      throw ValidationError("--into and --confirm-new go with --import")
    }
    if deleteAfter, !imports { throw ValidationError("--delete-after goes with --import") }
    if deleteAfter, reading.file.isStandardStream {
      throw ValidationError("--delete-after goes with a file, and - is none")
    }
    if !only.isEmpty, EntryChoice(only) == nil { throw ValidationError("--only names nothing") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    // What is removed afterwards is the file that is opened now, not one that took its name.
    let received = deleteAfter ? try FileStatus(at: reading.file.path, followingLinks: false) : nil
    let reader = try reading.open(in: context, accepting: signer)
    guard imports else {
      let verdict = try SODUnpacker.unpack(
        reader, into: directory?.path ?? ".", only: EntryChoice(only), durable: true)
      let origin = try tell(verdict, context)
      for (entry, digest) in zip(verdict.manifest.entries, verdict.digests) {
        try context.results.add(EntrySummary(entry, of: verdict.manifest.id, origin, digest: digest))
      }
      return .success
    }
    let opened = try context.profile().openOrMakeStore(for: context)
    let outcome = try Importer(opened.store).run(reader, match: matching.match)
    _ = try tell(outcome.verdict, context)
    for patient in outcome.patients { try context.results.add(patient) }
    for form in outcome.forms { try context.results.add(form) }
    for appointment in outcome.appointments { try context.results.add(appointment) }
    for document in outcome.documents { try context.results.add(document) }
    context.console.note(
      "\(outcome.documents.count) documents: \(outcome.documents.count - outcome.known) filed, \(outcome.known) already there"
    )
    // After all is told: a receiver who was not told must find the file again.
    try context.results.flush()
    if deleteAfter { try remove(received, context) }
    return .success
  }

  private func tell(_ verdict: SODVerdict, _ context: CommandContext) throws(Failure) -> ContainerOrigin {
    let origin = try context.profile().origin(of: verdict)
    try context.results.show(Verification(verdict, origin))
    if !verdict.shares.isEmpty { context.console.note(origin.text) }
    return origin
  }

  /// - Throws: `version_conflict` when the file is not the one that was imported.
  private func remove(_ received: FileStatus?, _ context: CommandContext) throws(Failure) {
    let path = reading.file.path
    guard let received, received.kind == .regular,
      received == (try FileStatus(at: path, followingLinks: false))
    else {
      throw Failure(
        .versionConflict, "\(path.printable) is a link, or changed while it was imported; it is not removed")
    }
    try FileSystem.removeFile(path)
    context.console.note("removed \(path.printable)")
  }
}
