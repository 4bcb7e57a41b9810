import ArgumentParser
import CommandLineKit
import Profile
import Records

/// `so-sod contact list`
struct ContactList: Verb {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the contacts.")
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    for contact in try context.profile().contacts().all { try context.results.add(contact) }
    return .success
  }
}
