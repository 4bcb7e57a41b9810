import ArgumentParser
import CommandLineKit
import Profile
import Records

/// `so-ftpsend config get KEY`
struct ConfigGet: Verb {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Show a setting; a secret one is shown as ***.")
  @Argument(
    help: ArgumentHelp("The setting.", valueName: "KEY"), completion: .list(SettingKey.all.map(\.name)))
  var key: String
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let key = try SettingKey.named(key)
    try context.results.show(SettingSummary(key, try context.profile().settings().value(of: key)))
    return .success
  }
}
