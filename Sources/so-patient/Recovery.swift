import AgeFormat
import ArgumentParser
import CommandLineKit
import Folders
import Keys
import Platform
import Profile
import Records
import Storage

/// `so-patient recovery`
struct Recovery: Verb {
  static let configuration = CommandConfiguration(
    commandName: "recovery", abstract: "Make a recovery identity, or list the store's recovery recipients.",
    discussion: """
      Whoever holds a recovery identity can open the store when yours is lost. Keep it away from \
      this machine: write it to a medium that you lock away, or give the recipient of an \
      identity that was made elsewhere.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Make an identity, write it to FILE, and let it open the store.", valueName: "FILE"))
  var out: PathArgument?

  @Option(help: ArgumentHelp("Let the holder of this recipient open the store.", valueName: "age1…"))
  var recipient: String?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if out != nil, recipient != nil { throw ValidationError("--out and --recipient exclude each other") }
  }

  var resultsMatter: Bool { out != nil || recipient != nil }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    if let recipient {
      guard let key = AgeRecipient(recipient) else {
        throw Failure(.recipientInvalid, "the text is not an age recipient")
      }
      try context.results.add(MemberSummary(try store.addRecoveryRecipient(key).value))
    } else if let out {
      let identity = Identity.generate(at: context.time.now())
      // The identity is on its medium before the store counts on it.
      try IdentityFile.save(identity, at: out.path)
      let member = try store.addRecoveryRecipient(
        identity.ageRecipient, signer: identity.signing.publicKey
      )
      .value
      context.console.note(
        "wrote the recovery identity to \(out.path.printable); take it away from this machine")
      try context.results.add(MemberSummary(member))
    } else {
      let members = try store.members().filter { $0.role == .recovery }
      for member in members { try context.results.add(MemberSummary(member)) }
      if members.isEmpty {
        context.console.note(
          "the store has no recovery recipient: when your identity is lost, so are the records")
        context.console.hint("so-patient recovery --out FILE")
      }
    }
    return .success
  }
}
