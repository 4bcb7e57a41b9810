import AgeFormat
import ArgumentParser
import CommandLineKit
import Exchange
import Keys
import Profile
import Records

/// `so-sod rekey`
struct Rekey: Verb {
  static let configuration = CommandConfiguration(
    commandName: "rekey", abstract: "Put a changed key in the place of an old one.",
    discussion: """
      The new file is for everybody whom the container is for, with the key that --to names, or \
      else your own, in the place of the one that --replace names, or else of the one that opens \
      the container: a reader with a new identity runs it with the old one (-i OLD), before that \
      is destroyed. In all else it is like share.
      """)
  @OptionGroup var reading: ReadOptions

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "The contact or recipient with the new key (default: your own).", valueName: "CONTACT|age1…"))
  var recipient: RecipientArgument?

  @Option(
    help: ArgumentHelp(
      "The old key: a recipient of the container, or the sender's name for it (default: the key that opens it).",
      valueName: "age1…|NAME"))
  var replace: String?
  @OptionGroup var reissuing: ReissueOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try reissuing.run(reading, in: context) { (profile) throws(Failure) in
      let resolved = if let recipient { try recipient.resolve(profile) } else { [try own(profile)] }
      guard resolved.count == 1 else {
        throw Failure(.usage, "one key takes the place of one; --to names \(resolved.count)")
      }
      return (.replace(old: replace, by: resolved[0]), resolved[0].name ?? "rekeyed")
    }
  }

  private func own(_ profile: Profile) throws(Failure) -> ResolvedRecipient {
    let identity = try profile.identity()
    return ResolvedRecipient(encryption: identity.ageRecipient, signer: identity.signer)
  }
}
