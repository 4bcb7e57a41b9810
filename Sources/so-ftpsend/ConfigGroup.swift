import ArgumentParser
import CommandLineKit

/// `so-ftpsend config`
struct ConfigGroup: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Set and show settings; so-settings(5) names them.",
    subcommands: [ConfigSet.self, ConfigGet.self, ConfigList.self])
}
