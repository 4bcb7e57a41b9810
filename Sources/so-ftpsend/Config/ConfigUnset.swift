import ArgumentParser
import CommandLineKit
import Platform
import Profile
import Records

/// `so-ftpsend config unset KEY...`
struct ConfigUnset: Verb {
  static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Remove settings from the settings file.",
    discussion: "With --server NAME and no setting, everything of that server goes.")
  @OptionGroup var servers: ServerOptions
  @Argument(
    help: ArgumentHelp("The settings.", valueName: "KEY"), completion: .list(SettingKey.all.map(\.name)))
  var keys: [String] = []
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if keys.isEmpty == (servers.server == nil) {
      throw ValidationError("give either settings or --server NAME")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    var keys: [SettingKey] = []
    for name in self.keys { keys.append(try SettingKey.named(name)) }
    let profile = try context.profile()
    // Removing what is not there makes no identity.
    let stored = try profile.storedSettings()
    if let server = servers.server {
      keys = stored.lines.map(\.key).filter { $0.server == server }
      guard !keys.isEmpty else {
        throw Failure(
          .settingMissing, "the settings file has no server \(server.text)", hint: "so-ftpsend config list")
      }
    }
    if keys.contains(where: { stored[$0] != nil }) {
      try profile.changeSettings(at: context.time.now()) { settings in
        for key in keys { settings[key] = nil }
      }
    }
    // The environment may still say something; what the file says is told.
    for key in keys { try context.results.add(SettingSummary(key, nil)) }
    return .success
  }
}
