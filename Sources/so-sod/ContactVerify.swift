import ArgumentParser
import CommandLineKit
import Platform
import Profile
import Records

/// `so-sod contact verify NAME`
struct ContactVerify: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Keep that a contact's owner read the same fingerprint to you.",
    discussion: """
      Call them at a number that you have from elsewhere; they run so-sod keygen and read the \
      fingerprint or the digits. What differs is refused, and then the keys are somebody else's.
      """)
  @Argument(help: ArgumentHelp("The contact.", valueName: "NAME")) var contact: String
  @Option(help: ArgumentHelp("The fingerprint or the digits, as they were read.", valueName: "FINGERPRINT"))
  var fingerprint: String
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.results.add(
      try context.profile().verifyContact(contact, heard: fingerprint, at: context.time.now()))
    return .success
  }
}
