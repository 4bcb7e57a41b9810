import ArgumentParser
import CommandLineKit

/// `so-ftpsend config`
struct ConfigGroup: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Set and show settings; so-settings(5) names them.",
    subcommands: [
      ConfigSet.self, ConfigGet.self, ConfigUnset.self, ConfigList.self, ConfigShow.self, ConfigEdit.self,
      ConfigImport.self, ConfigExport.self,
    ])
}
