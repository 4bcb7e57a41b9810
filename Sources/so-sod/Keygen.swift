import AgeFormat
import AgeHybrid
import ArgumentParser
import CommandLineKit
import Keys
import Platform
import Profile
import Records
import SystemPackage

/// `so-sod keygen`
struct Keygen: Verb {
  static let configuration = CommandConfiguration(
    commandName: "keygen", abstract: "Make an identity, and print the contact record to give to others.",
    discussion: """
      Without -o the identity is your own, which all tools use; when there is one already, its \
      contact record is printed and nothing is made. With --post-quantum or --ssh it is the record \
      of another key to be written to, and of your own key to sign with.
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("Write a new identity to FILE.", valueName: "FILE"))
  var out: PathArgument?

  @Option(
    name: [.customShort("i"), .customLong("identity")],
    help: ArgumentHelp("Make nothing, and print the record of this identity file.", valueName: "IDENTITY"))
  var identityFile: PathArgument?

  @Option(help: ArgumentHelp("The name that others shall know you by.", valueName: "NAME")) var name: String?

  @Flag(help: "Make a key that a quantum computer does not open, beside your identity.")
  var postQuantum = false

  @Option(
    help: ArgumentHelp(
      "Be written to by this SSH private key, Ed25519 or RSA, beside your identity.", valueName: "KEY"))
  var ssh: PathArgument?

  @Option(
    help: ArgumentHelp(
      "Protect the new identity by the passphrase in F; with --ssh or -i, the passphrase of that.",
      valueName: "F"))
  var passphraseFile: PathArgument?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let name, !Contact.isName(name) {
      throw ValidationError("a name has \(Contact.nameRule)")
    }
    if identityFile != nil, out != nil || postQuantum || ssh != nil {
      throw ValidationError("-i makes no key, and goes with neither -o, --post-quantum nor --ssh")
    }
    if ssh != nil, out != nil || postQuantum {
      throw ValidationError("--ssh makes no key, and goes with neither -o nor --post-quantum")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    if let identityFile {
      let file = try AgeKeyFile(identityFile.path, passphrases: try passphrases(context))
      let signer = if let own = file.identity { own } else { try context.profile().identity() }
      try tell(file.keys[0].recipient, signer, context)
    } else if let ssh {
      try tell(try recipient(ssh, context), try own(context), context)
    } else if postQuantum {
      try tell(try postQuantumRecipient(context), try own(context), context)
    } else {
      let identity = try identity(context)
      try tell(identity.ageRecipient, identity, context)
    }
    // Others need the whole record.
    if context.results.isTable {
      try context.results.finish()
      context.console.hint("to give it to others: \(again)")
    }
    return .success
  }

  /// The command that prints the same record for a file.
  private var again: String {
    var words = ["so-sod keygen"]
    if let ssh { words.append("--ssh \(ssh)") }
    if let file = identityFile ?? out {
      words.append("-i \(file)")
    } else if postQuantum {
      words.append("--post-quantum")
    }
    if let name { words.append("--name \(name)") }
    return (words + ["--json >contact.json"]).joined(separator: " ")
  }

  private func tell(
    _ recipient: AgeRecipient, _ identity: Identity, _ context: CommandContext
  ) throws(Failure) {
    try context.results.show(
      Contact(
        name: name, email: nil, recipient: recipient.text, signer: identity.signer.text,
        fingerprint: identity.fingerprint, digits: identity.signer.digits))
  }

  private func passphrase() throws(Failure) -> Passphrase? {
    try passphraseFile.map { (file) throws(Failure) in try PassphraseFile.read(file.path) }
  }

  /// A new identity in FILE, or one's own.
  private func identity(_ context: CommandContext) throws(Failure) -> Identity {
    let passphrase = try passphrase()
    if let out {
      let identity = Identity.generate(at: context.time.now())
      if let passphrase {
        try IdentityFile.save(identity, at: out.path, passphrase: passphrase)
      } else {
        try IdentityFile.save(identity, at: out.path)
      }
      return identity
    }
    let profile = try context.profile()
    // Who believes an old identity protected now would be wrong.
    if passphrase != nil, try FileStatus(at: profile.identityPath) != nil {
      throw Failure(
        .alreadyExists, "there is an identity at \(profile.identityPath.printable) already",
        hint: "so-sod passphrase --new-passphrase-file F")
    }
    return try own(context, passphrase: passphrase)
  }

  /// One's own identity, which signs; made when there is none.
  private func own(_ context: CommandContext, passphrase: Passphrase? = nil) throws(Failure) -> Identity {
    let profile = try context.profile()
    let made = try profile.identityMakingOne(at: context.time.now(), passphrase: passphrase)
    if made.isNew { context.console.note("made an identity at \(profile.identityPath.printable)") }
    return made.identity
  }

  private func postQuantumRecipient(_ context: CommandContext) throws(Failure) -> AgeRecipient {
    let profile = try context.profile()
    let passphrase = try passphrase()
    let path = out?.path ?? profile.path(of: .postQuantum)
    if out == nil, try FileStatus(at: path, followingLinks: false) != nil {
      guard passphrase == nil else {
        throw Failure(.alreadyExists, "there is a post-quantum key at \(path.printable) already")
      }
      return try AgeKeyFile(path, passphrases: profile.passphrases).keys[0].recipient
    }
    let key = AgeHybridIdentity.random()
    let recipient = AgeRecipient(key.recipient)
    try AgeKeyFile.save(
      key.line, of: recipient, created: context.time.now(), at: path, passphrase: passphrase)
    context.console.note("made a post-quantum key at \(path.printable)")
    return recipient
  }

  /// What opens a file of keys that was named.
  private func passphrases(_ context: CommandContext) throws(Failure) -> PassphraseInput {
    if let passphraseFile { return PassphraseInput(file: passphraseFile.path, option: "--passphrase-file") }
    return try context.profile().passphrases
  }

  /// The SSH key is opened, so that a passphrase that nobody knows any more shows now.
  private func recipient(_ ssh: PathArgument, _ context: CommandContext) throws(Failure) -> AgeRecipient {
    let profile = try context.profile()
    let file = try AgeKeyFile(ssh.path, passphrases: try passphrases(context))
    guard file.isSSHKey else {
      throw Failure(.identityInvalid, "\(ssh) is no SSH key", hint: "so-sod verify -i FILE takes it as it is")
    }
    try profile.takeSSHKey(at: ssh.path)
    return file.keys[0].recipient
  }
}
