import ArgumentParser
import CommandLineKit
import Platform
import Profile
import Records

/// `so-sod contact add -`
struct ContactAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add contacts from so.contact/1 records.",
    discussion: """
      Adding a contact means that you take containers signed by its key. Read the fingerprint to \
      each other first, over a way that nobody else controls.
      """)
  @Argument(help: ArgumentHelp("Read the records from standard input.", valueName: "-")) var operand: String
  @Option(
    help: ArgumentHelp("The name of the contact, when its record has none or another.", valueName: "NAME"))
  var name: String?
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if operand != "-" { throw ValidationError("the operand is -, for standard input") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let stream = RecordStream(DescriptorSource.standardInput())
    var isEmpty = true
    while let object = try stream.next() {
      guard object.schema == Contact.schema else { continue }
      isEmpty = false
      let given = try Contact(json: object)
      let contact = try Contacts.checked(
        Contact(
          name: name ?? given.name, email: given.email, recipient: given.recipient, signer: given.signer,
          fingerprint: given.fingerprint))
      try profile.add(contact, at: context.time.now())
      try context.results.add(contact)
    }
    guard !isEmpty else {
      throw Failure(
        .recordInvalid, "standard input holds no so.contact/1 record, so nobody was added",
        hint: "the other side runs so-sod keygen --json >contact.json")
    }
    return .success
  }
}
