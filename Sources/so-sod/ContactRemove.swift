import ArgumentParser
import CommandLineKit
import Platform
import Profile
import Records

/// `so-sod contact remove NAME …`
struct ContactRemove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove contacts, all that are named or none.",
    discussion: "Containers that they signed are no longer taken. What came from them before stays.")
  @Argument(help: ArgumentHelp("The contacts.", valueName: "NAME")) var names: [String]
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.profile().removeContacts(names, at: context.time.now())
    return .success
  }
}
