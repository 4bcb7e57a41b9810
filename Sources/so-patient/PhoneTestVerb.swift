import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Profile
import Records

/// `so-patient phone test P-… NUMBER|-`
struct PhoneTestVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Send a test message to a phone of a folder.",
    discussion: """
      The phone must be a mobile one with a carrier. The message goes through the service of the \
      settings sms.url and so on; without them, by mail to the carrier's gateway.
      """)

  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @Argument(help: ArgumentHelp("The number; - reads it from standard input.", valueName: "NUMBER|-"))
  var number: String
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let number = try PhoneNumber(operand: number)
    let profile = try context.profile()
    let store = try profile.openStore(for: context)
    let (record, failure) = try PhoneTests(store, try profile.settings()).test(number, of: id.id)
    try context.results.add(record)
    if let failure { throw failure }
    return .success
  }
}
