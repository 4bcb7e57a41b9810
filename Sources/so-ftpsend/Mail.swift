import ArgumentParser
import CommandLineKit
import Records
import Sending

/// `so-ftpsend mail`: the retired way (R058).
struct Mail: Verb {
  static let configuration = CommandConfiguration(
    commandName: "mail", abstract: "Retired: containers are not sent as mail any more.", shouldDisplay: false)
  @Argument(parsing: .allUnrecognized, help: .hidden) var arguments: [String] = []
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    throw Failure(
      .retired, "sending containers as mail is retired: files are too large for it",
      hint: "so-ftpsend send --to ADDRESS FILE.sod")
  }
}
