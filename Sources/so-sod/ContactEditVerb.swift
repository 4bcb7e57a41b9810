import ArgumentParser
import CommandLineKit
import Platform
import Profile
import Records

/// `so-sod contact edit NAME`
struct ContactEditVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a contact's name, address or keys.",
    discussion: """
      Keys are changed only together with the fingerprint or the digits that their owner read to \
      you: a record alone may come from anybody.
      """)
  @Argument(help: ArgumentHelp("The contact.", valueName: "NAME")) var contact: String
  @Option(help: ArgumentHelp("The new name.", valueName: "NEW")) var name: String?
  @Option(help: ArgumentHelp("The new address.", valueName: "ADDRESS")) var email: String?
  @Option(
    help: ArgumentHelp(
      "Take the keys of the so.contact/1 record in FILE; - is standard input.", valueName: "FILE|-"))
  var keys: PathArgument?
  @Option(
    help: ArgumentHelp("The new fingerprint or digits, as their owner read them.", valueName: "FINGERPRINT"))
  var fingerprint: String?
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if name == nil, email == nil, keys == nil { throw ValidationError("say what is to be changed") }
    if (keys == nil) != (fingerprint == nil) { throw ValidationError("--keys and --fingerprint go together") }
    if let name, !Contact.isName(name) { throw ValidationError("a name has \(Contact.nameRule)") }
    if let email, EmailAddress(email) == nil { throw ValidationError("--email is no e-mail address") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    var heard: (record: Contact, heard: String)?
    if let keys, let fingerprint { heard = (try record(keys), fingerprint) }
    let edit = ContactEdit(name: name, email: email.flatMap { EmailAddress($0) }, keys: heard)
    try context.results.add(
      try context.profile().editContact(contact, edit, at: context.time.now()))
    return .success
  }

  private func record(_ path: PathArgument) throws(Failure) -> Contact {
    let stream = RecordStream(try path.openForReading())
    while let object = try stream.next() {
      if object.schema == Contact.schema { return try Contact(json: object) }
    }
    throw Failure(.recordInvalid, "\(path) holds no so.contact/1 record")
  }
}
