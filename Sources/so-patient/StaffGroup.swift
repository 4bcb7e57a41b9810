import AgeFormat
import ArgumentParser
import CommandLineKit
import Folders
import Keys
import Platform
import Profile
import Records
import Storage

/// `so-patient staff`
struct StaffGroup: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "staff", abstract: "Keep the members of the store: who may open it.",
    subcommands: [StaffAdd.self, StaffList.self, StaffRemove.self])
}

/// `so-patient staff add --role ROLE MEMBER`
struct StaffAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Let somebody's identity open the store.",
    discussion: """
      They make an identity by so-sod keygen and send what it prints; read its fingerprint to each \
      other before you add it, over a way that nobody else controls.
      """)

  @Argument(
    help: ArgumentHelp(
      "Who: a contact's name, a recipient, or - to read so.contact/1 records from standard input.",
      valueName: "CONTACT|age1…|-"))
  var operand: String
  @Option(
    help: ArgumentHelp(
      "What they are: owner, user, specialist, staff or collaborator. An owner may add and remove members.",
      valueName: "ROLE"))
  var role: MemberRoleArgument
  @Option(help: ArgumentHelp("What to call them; sealed in the store.", valueName: "LABEL")) var name: String?
  @Option(
    help: ArgumentHelp(
      "With a recipient, the key that signs what they do, as so-sod keygen prints it.",
      valueName: "KEY"))
  var signer: String?
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  private var isRecipient: Bool { operand.hasPrefix("age1") }

  func validate() throws {
    if (signer != nil) != isRecipient {
      throw ValidationError("--signer goes with a recipient, age1…, and a recipient with --signer")
    }
    if let name, !MemberLabel.isValid(name) {
      throw ValidationError("a name has 1 to \(MemberLabel.maximumLength) bytes and no control characters")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let store = try profile.openStore(for: context)
    if operand == "-" {
      return try addRecords(to: store, in: context)
    }
    var contact: Contact
    if isRecipient {
      contact = Contact(name: nil, email: nil, recipient: operand, signer: signer, fingerprint: nil)
    } else if let known = try profile.contacts().named(operand) {
      contact = known
    } else {
      throw Failure(
        .contactUnknown, "there is no contact \(operand)", hint: "so-sod contact list"
      )
    }
    try add(contact, to: store, in: context)
    return .success
  }

  private func addRecords(to store: Store, in context: CommandContext) throws(Failure) -> ExitStatus {
    let stream = RecordStream(DescriptorSource.standardInput())
    var outcome = BatchOutcome()
    while let object = try stream.next() {
      guard object.schema == Contact.schema else { continue }
      do throws(Failure) {
        try add(try Contact(json: object), to: store, in: context)
        outcome.succeed()
      } catch {
        context.console.report(error)
        outcome.fail(error)
      }
    }
    return outcome.status
  }

  private func add(_ contact: Contact, to store: Store, in context: CommandContext) throws(Failure) {
    guard let recipient = AgeRecipient(contact.recipient) else {
      throw Failure(.recipientInvalid, "the text is not an age recipient")
    }
    guard let signer = contact.signer.flatMap(SSHPublicKey.init(authorizedKey:)) else {
      throw Failure(
        .valueInvalid, "the signing key is not an ssh-ed25519 key, and a member's deeds are signed",
        hint: "give the record that so-sod keygen prints: so-patient staff add --role ROLE -")
    }
    if let fingerprint = contact.fingerprint, fingerprint != signer.fingerprint {
      throw Failure(.valueInvalid, "the fingerprint of the record is not that of its signing key")
    }
    let label = name ?? contact.name ?? ""
    let member = try store.addMember(recipient: recipient, signer: signer.key, role: role.role, label: label)
    try context.results.add(MemberSummary(member.value))
  }
}

/// `so-patient staff list`
struct StaffList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the members, and who was one.")
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    for member in try store.members() { try context.results.add(MemberSummary(member)) }
    return .success
  }
}

/// `so-patient staff remove M-…`
struct StaffRemove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Shut a member out, and seal the store with a new key.",
    discussion: """
      All records are sealed anew in one step, which takes about a quarter of a minute for 100,000 \
      folders; others who write meanwhile wait. What was stored before stays encrypted to the keys \
      of its time: a member who kept a copy of them and gets at the disk can still read old \
      documents.
      """)

  @Argument(help: ArgumentHelp("The member.", valueName: "M-…")) var id: IdentifierArgument<MemberKind>
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    let reporter = context.progress("sealing", progress, unit: .records)
    let removal = try store.removeMember(id.id) { done, total in reporter.update(done, total) }.value
    try context.results.add(MemberRemovalSummary(removal))
    if removal.oldObjects > 0 {
      context.console.note(
        """
        \(removal.oldObjects) stored objects, and the details of past events, stay encrypted to keys that \
        the member held
        """)
    }
    if id.id == store.member.id {
      context.console.note(
        "you made the store's new key yourself; where that matters, another owner has to remove you")
    }
    return .success
  }
}

/// A member's role on the command line; the recovery member has a verb of its own.
struct MemberRoleArgument: ExpressibleByArgument, Hashable, Sendable {
  let role: MemberRole

  private static let roles: [MemberRole] = [.owner, .user, .specialist, .staff, .collaborator]
  static var allValueStrings: [String] { roles.map(\.rawValue) }

  init?(argument: String) {
    guard let role = Self.roles.first(where: { $0.rawValue == argument }) else { return nil }
    self.role = role
  }
}

/// What a member may be called.
enum MemberLabel {
  static let maximumLength = 200

  static func isValid(_ text: String) -> Bool {
    (1...maximumLength).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
  }
}
