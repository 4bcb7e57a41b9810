import ArgumentParser
import CommandLineKit
import Exchange
import Profile
import Records

/// What is sent: documents of a folder, or finished containers (R059).
struct SendChoice: ParsableArguments {
  @Option(help: ArgumentHelp("Pack and send every document of the folder.", valueName: "P-…"))
  var all: IdentifierArgument<PatientKind>?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Pack and send these documents.", valueName: "D-…"))
  var selected: [IdentifierArgument<DocumentKind>] = []

  @Option(
    name: .customLong("recipient"),
    help: ArgumentHelp(
      "Seal what is packed to this contact, recipient (age1…, ssh-…), or the recipients in @FILE.",
      valueName: "CONTACT|age1…|@FILE"))
  var recipients: [RecipientArgument] = []

  @Argument(help: ArgumentHelp("Finished containers; - is standard input.", valueName: "FILE.sod|-"))
  var files: [PathArgument] = []

  var isPacking: Bool { all != nil || !selected.isEmpty }

  func validate() throws {
    if all != nil, !selected.isEmpty { throw ValidationError("--all and --selected exclude each other") }
    if isPacking, !files.isEmpty {
      throw ValidationError("a finished container is sent as it is: leave --all and --selected out")
    }
    if !isPacking, files.isEmpty {
      throw ValidationError("say what to send: --all P-…, --selected D-…, or a container")
    }
    if isPacking, recipients.isEmpty { throw ValidationError("--recipient says whom it is sealed to") }
    if !isPacking, !recipients.isEmpty {
      throw ValidationError("--recipient goes with --all or --selected: a container is sealed already")
    }
  }

  /// The folder or the documents.
  var selection: PackSelection {
    var selection = PackSelection()
    if let all { selection.add(.folder(all.id)) }
    for one in selected { selection.add(.document(one.id, in: nil)) }
    return selection
  }

  func resolve(_ profile: Profile) throws(Failure) -> [ResolvedRecipient] {
    var resolved: [ResolvedRecipient] = []
    for argument in recipients { resolved += try argument.resolve(profile) }
    return resolved
  }
}
