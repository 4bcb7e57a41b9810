import ArgumentParser
import CommandLineKit

/// The root command: configuration only.
@main
struct SoCase: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "so-case",
    abstract: "Run a second-opinion case.",
    discussion: "This version has no verbs yet.",
    version: Program.version)

  static func main() { Program.run(Self.self, name: "so-case") }
}
