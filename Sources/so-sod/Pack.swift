import AgeFormat
import ArgumentParser
import CommandLineKit
import Exchange
import Folders
import Keys
import Platform
import Profile
import Records
import Storage
import SystemPackage

/// `so-sod pack`
struct Pack: Verb {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Pack documents of folders, or plain files, into a container.",
    usage: """
      so-sod pack [options] --to CONTACT [-o OUT] FILE ...
      so-sod pack [options] --to CONTACT [-o OUT] --patient P-… --all
      so-sod pack [options] --to CONTACT [-o OUT] --document D-… ...
      so-sod pack [options] --to CONTACT [-o OUT] -
      so-sod pack [options] --passphrase-file F [-o OUT] FILE ...
      """,
    discussion: """
      The operand - reads records from standard input: a so.patient/1 stands for its whole folder, \
      a so.document/1 or so.upload/1 for that document; others are passed over. One of a document that \
      was not uploaded is refused, unless --skip-failed is there. With -o - standard output is the \
      container itself; else a so.container/1 record is printed, and without -o the file is named \
      after the container's id.
      """)
  @OptionGroup var choice: PackChoice

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Seal it to this contact, recipient (age1…, ssh-…), or the recipients in @FILE.",
      valueName: "CONTACT|age1…|@FILE"))
  var recipients: [RecipientArgument] = []

  @Option(
    help: ArgumentHelp("Seal it with the passphrase in F, and to nobody.", valueName: "F"))
  var passphraseFile: PathArgument?

  @Flag(help: "Let post-quantum recipients stand beside others.") var allowMixed = false

  @Flag(help: "Write it as text (ASCII armour).") var armor = false

  @Flag(help: "Compress it (zstd), which who opens it with tar has to know.") var compress = false

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to OUT; - is standard output.", valueName: "OUT"))
  var out: PathArgument?

  @Flag(help: "Replace OUT when it is there.") var force = false
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if passphraseFile != nil, !recipients.isEmpty {
      throw ValidationError("--to and --passphrase-file exclude each other")
    }
    if passphraseFile == nil, recipients.isEmpty { throw ValidationError("nobody is named by --to") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    if out?.isStandardStream == true, !armor, context.results.isTerminal {
      throw Failure(.usage, "a container is not written to a terminal", hint: "so-sod pack … -o FILE")
    }
    let profile = try context.profile()
    let resolved = try resolve(profile)
    let selection = try choice.selection(context.console)
    let store = selection.needsStore ? try profile.openStore(for: context) : nil
    let made = try profile.identityMakingOne(at: context.time.now())
    if made.isNew { context.console.note("made an identity at \(profile.identityPath.printable)") }
    let packer = Packer(
      store: store, identity: made.identity, senderName: try profile.senderName(), recipients: resolved,
      time: context.time,
      form: Packer.Form(isArmored: armor, allowsMixed: allowMixed, isCompressed: compress))
    if out?.isStandardStream == true {
      try packer.stream(selection, to: context.results.bytes)
      return .success
    }
    let id = ContainerID.random()
    let path = out?.path ?? FilePath("\(id.text).sod")
    try OutputFile.check(path, replacing: force)
    let file = try NewFile(for: path, mode: [.ownerReadWrite, .groupRead, .otherRead])
    let outcome: Packer.Outcome
    do throws(Failure) {
      outcome = try packer.pack(selection, id: id, to: file, at: path, replacing: force)
    } catch { throw error.code == .alreadyExists ? OutputFile.exists(path) : error }
    try context.results.add(outcome.container(at: path))
    return .success
  }

  /// Whom it is sealed to. That they go together is checked before anything is opened or made.
  private func resolve(_ profile: Profile) throws(Failure) -> [ResolvedRecipient] {
    var resolved: [ResolvedRecipient] = []
    if let passphraseFile {
      let passphrase = AgePassphrase(try PassphraseFile.read(passphraseFile.path))
      resolved.append(ResolvedRecipient(encryption: AgeRecipient(passphrase), signer: nil))
    }
    for argument in recipients { resolved += try argument.resolve(profile) }
    try AgeRecipient.checkMixture(resolved.map(\.encryption), allowMixed: allowMixed)
    return resolved
  }
}
