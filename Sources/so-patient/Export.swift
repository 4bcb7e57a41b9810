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

/// `so-patient export`
struct Export: Verb {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the whole store, or folders with all that is in them, into a container.",
    usage: """
      so-patient export --all [--to CONTACT ...] [-o OUT]
      so-patient export --patient P-… ... --to CONTACT ... [-o OUT]
      """,
    discussion: """
      With --all it is a backup: records, documents, members and the audit trail, as sealed as in \
      the store; without --to it is sealed to you and to the store's recovery recipients. With \
      --patient it is what another site imports: the folder, its forms and its documents. With \
      -o - standard output is the container itself.
      """)

  @Flag(help: "The whole store.") var all = false
  @Option(help: ArgumentHelp("A folder.", valueName: "P-…")) var patient: [IdentifierArgument<PatientKind>] =
    []
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Seal it to this contact, recipient, or the recipients in @FILE.", valueName: "CONTACT|age1…|@FILE"))
  var recipients: [RecipientArgument] = []
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to OUT; - is standard output.", valueName: "OUT"))
  var out: PathArgument?
  @Flag(help: "Replace OUT when it is there.") var force = false
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if all == !patient.isEmpty { throw ValidationError("say either --all or --patient") }
    if !all, recipients.isEmpty { throw ValidationError("nobody is named by --to") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    if out?.isStandardStream == true, context.results.isTerminal {
      throw Failure(.usage, "a container is not written to a terminal", hint: "so-patient export … -o FILE")
    }
    let profile = try context.profile()
    let store = try profile.openStore(for: context)
    var resolved: [ResolvedRecipient] = []
    for argument in recipients { resolved += try argument.resolve(profile) }
    let identity = try profile.identity()
    if resolved.isEmpty { resolved = try store.ownRecipients(identity) }
    let id = ContainerID.random()
    let run = try self.run(store, identity, resolved, id, context)
    if out?.isStandardStream == true {
      _ = try run(context.results.bytes)
      return .success
    }
    let path = out?.path ?? FilePath("\(id.text).sod")
    try OutputFile.check(path, replacing: force)
    let file = try NewFile(for: path)
    let record = try run(file)
    try file.publish(at: path, replacing: force)
    try context.results.add(record(path))
    return .success
  }

  private typealias Run = (any ByteSink) throws(Failure) -> (FilePath) -> any WritableRecord

  private func run(
    _ store: Store, _ identity: Identity, _ recipients: [ResolvedRecipient], _ id: ContainerID,
    _ context: CommandContext
  ) throws(Failure) -> Run {
    let progress = context.progress("export", progress)
    if all {
      let exporter = StoreExporter(
        store, identity: identity, senderName: try context.profile().senderName(), recipients: recipients,
        time: context.time)
      return { (sink) throws(Failure) in
        let outcome = try exporter.export(id: id, to: sink, progress: progress.update)
        return { path in Backup(outcome, of: store.id, at: path) }
      }
    }
    var selection = PackSelection(patientLimit: patient.count, includesForms: true)
    for folder in patient { selection.add(.folder(folder.id)) }
    let chosen = selection
    let packer = Packer(
      store: store, identity: identity, senderName: try context.profile().senderName(),
      recipients: recipients, time: context.time)
    return { (sink) throws(Failure) in
      let outcome = try packer.pack(chosen, id: id, to: sink, progress: progress.update)
      return { path in outcome.container(at: path) }
    }
  }
}

/// A whole store in a container: `so.backup/1`.
struct Backup: WritableRecord {
  static let schema = "so.backup/1"
  let fields: JSONObject

  init(_ outcome: StoreExporter.Outcome, of store: StoreID, at path: FilePath) {
    let path = RecordedPath(path)
    fields = [
      "container_id": .string(outcome.id.text), "store_id": .string(store.text),
      "path": .string(path.text), "path_base64": .text(path.base64), "size": .integer(outcome.size),
      "sha256": .string(outcome.sha256.hex), "objects": .integer(Int64(outcome.objects)),
      "audit_head": .string(outcome.head.text),
      "recipients": .array(outcome.recipients.map { .string($0) }), "created_at": .time(outcome.created),
    ]
  }
}

extension Store {
  /// Who can make the store again: the one who packs it, and the holders of recovery identities.
  fileprivate func ownRecipients(_ identity: Identity) throws(Failure) -> [ResolvedRecipient] {
    var recipients = [ResolvedRecipient(encryption: identity.ageRecipient, signer: identity.signer)]
    for member in try members() where member.role == .recovery && member.isActive {
      recipients.append(
        ResolvedRecipient(
          encryption: AgeRecipient(member.recipient), signer: member.signer.map { SSHPublicKey($0) }))
    }
    return recipients
  }
}
