import ArgumentParser
import CommandLineKit
import Profile
import Records

/// `so-ftpsend config show`
struct ConfigShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the values that hold, and where each comes from.",
    discussion: """
      Options win over the environment, it over the settings file, that over the default profile, and \
      all over what is built in. Secret values are shown as ***.
      """)
  @Flag(help: "Say where each value comes from.") var origin = false
  @OptionGroup var limits: LimitOptions
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let settings = try limits.settings(try context.profile())
    let server = limits.servers.server
    // Options are settings of the server too: whether it is known is asked without them.
    if let server, !(try context.profile().settings().servers.contains(server)) {
      _ = try settings.required(.serverURL.of(server))
    }
    for key in SettingKey.all.map({ $0.of(server) }) {
      guard let value = settings.value(of: key) else { continue }
      try context.results.add(SettingSummary(key, value, origin: origin))
    }
    return .success
  }
}
