import ArgumentParser
import CommandLineKit

/// The root command: configuration only.
@main
struct SoInvite: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "so-invite",
    abstract: "Invite patients to a private talk.",
    discussion: "This version has no verbs yet.",
    version: Program.version)

  static func main() { Program.run(Self.self, name: "so-invite") }
}
