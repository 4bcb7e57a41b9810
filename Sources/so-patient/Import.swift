import AgeFormat
import ArgumentParser
import CommandLineKit
import Exchange
import Folders
import Keys
import Platform
import Profile
import Records
import SODFormat
import Storage

/// `so-patient import`
struct Import: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make the store again from a backup, or file a container's folders.",
    discussion: """
      The backup of a whole store is imported only where there is no store; name another place \
      with SO_STORE. Nothing is there before all of it was verified: the container, every event, \
      every record and every document. Any other container is filed as by so-sod unpack --import.
      """)
  @Argument(help: ArgumentHelp("The container; - is standard input.", valueName: "FILE|-")) var file:
    PathArgument
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Open it, and a store that it holds, with this identity.", valueName: "IDENTITY"))
  var identity: PathArgument?
  @Flag(help: "Take a container without a signature, or signed by somebody unknown.")
  var acceptUnsigned = false
  @Flag(help: "Take a container that neither its sender nor a share addressed to you.")
  var acceptReaddressed = false
  @OptionGroup var matching: MatchingOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let key = identity == nil ? nil : try own(profile)
    let reader = try profile.openContainer(
      try file.openForReading(), identity: key, acceptUnsigned: acceptUnsigned,
      acceptReaddressed: acceptReaddressed, now: context.time.now())
    if StoreImporter.isBackup(reader) {
      guard matching.match == .unsaid else {
        throw Failure(
          .usage, "the container is the backup of a whole store; --into and --confirm-new go with folders")
      }
      let outcome = try StoreImporter.run(
        reader, to: profile.storePath, identity: try own(profile), heads: profile.headsPath,
        time: context.time)
      try context.results.show(Verification(outcome.verdict, try profile.origin(of: outcome.verdict)))
      try context.results.add(try StoreSummary(outcome.restored.store, at: profile, isNew: true))
      if let lost = outcome.restored.lost {
        context.console.note(
          "the backup is older than event \(lost), which this machine remembers: what came later is lost")
      }
      return .success
    }
    let outcome = try Importer(try profile.openOrMakeStore(for: context).store).run(
      reader, match: matching.match)
    try context.results.show(Verification(outcome.verdict, try profile.origin(of: outcome.verdict)))
    for patient in outcome.patients { try context.results.add(patient) }
    for form in outcome.forms { try context.results.add(form) }
    for appointment in outcome.appointments { try context.results.add(appointment) }
    for document in outcome.documents { try context.results.add(document) }
    return .success
  }

  private func own(_ profile: Profile) throws(Failure) -> Identity {
    if let identity { return try IdentityFile.load(identity.path, passphrases: profile.passphrases) }
    return try profile.identity()
  }
}
