import ArgumentParser
import CommandLineKit
import Profile
import Records

/// `so-ftpsend config list`
struct ConfigList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show every setting; secret ones are shown as ***.")
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let settings = try context.profile().settings()
    for key in settings.keys { try context.results.add(SettingSummary(key, settings.value(of: key))) }
    return .success
  }
}
