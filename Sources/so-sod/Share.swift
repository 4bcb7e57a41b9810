import ArgumentParser
import CommandLineKit
import Exchange
import Profile
import Records

/// `so-sod share`
struct Share: Verb {
  static let configuration = CommandConfiguration(
    commandName: "share", abstract: "Pass a container on to others, with your word that you did.",
    discussion: """
      The new file is for those who are named, and for nobody else. Its content stays as the \
      sender sealed and signed it, byte for byte; who opens it sees from whom it is and that you \
      shared it. All of the container is verified first. One that comes from - waits, sealed as \
      it is, in a file without a name.
      """)
  @OptionGroup var reading: ReadOptions

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Share it with this contact, recipient (age1…, ssh-…), or the recipients in @FILE.",
      valueName: "CONTACT|age1…|@FILE"))
  var recipients: [RecipientArgument] = []
  @OptionGroup var reissuing: ReissueOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if recipients.isEmpty { throw ValidationError("nobody is named by --to") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try reissuing.run(reading, in: context) { (profile) throws(Failure) in
      var resolved: [ResolvedRecipient] = []
      for argument in recipients { resolved += try argument.resolve(profile) }
      return (.share(resolved), resolved.first?.name ?? "shared")
    }
  }
}
