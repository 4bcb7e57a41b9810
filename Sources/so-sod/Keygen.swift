import AgeFormat
import ArgumentParser
import CommandLineKit
import Keys
import Platform
import Profile
import Records

/// `so-sod keygen`
struct Keygen: Verb {
  static let configuration = CommandConfiguration(
    commandName: "keygen", abstract: "Make an identity, and print the contact record to give to others.",
    discussion: """
      Without -o the identity is your own, which all tools use; when there is one already, its \
      contact record is printed and nothing is made.
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("Write a new identity to FILE.", valueName: "FILE"))
  var out: PathArgument?

  @Option(help: ArgumentHelp("The name that others shall know you by.", valueName: "NAME")) var name: String?

  @Option(help: ArgumentHelp("Protect the new identity by the passphrase in F.", valueName: "F"))
  var passphraseFile: PathArgument?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let name, !Contact.isName(name) {
      throw ValidationError("a name has \(Contact.nameRule)")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let passphrase = try passphraseFile.map { (file) throws(Failure) in try PassphraseFile.read(file.path) }
    let identity: Identity
    if let out {
      identity = Identity.generate(at: context.time.now())
      if let passphrase {
        try IdentityFile.save(identity, at: out.path, passphrase: passphrase)
      } else {
        try IdentityFile.save(identity, at: out.path)
      }
    } else {
      let profile = try context.profile()
      // Who believes an old identity protected now would be wrong.
      if passphrase != nil, try FileStatus(at: profile.identityPath) != nil {
        throw Failure(
          .alreadyExists, "there is an identity at \(profile.identityPath.printable) already",
          hint: "so-sod passphrase --new-passphrase-file F")
      }
      let made = try profile.identityMakingOne(at: context.time.now(), passphrase: passphrase)
      identity = made.identity
      if made.isNew { context.console.note("made an identity at \(profile.identityPath.printable)") }
    }
    try context.results.add(
      Contact(
        name: name, email: nil, recipient: identity.recipientText, signer: identity.signer.text,
        fingerprint: identity.fingerprint, digits: identity.signer.digits))
    // A table has no room for the recipient, and others need it whole.
    if context.results.isTable { context.console.hint("so-sod keygen --json >contact.json") }
    return .success
  }
}
