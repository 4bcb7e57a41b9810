import ArgumentParser
import CommandLineKit
import Records
import SystemPackage

/// `so-patient upload …`, which is `so-upload put …` (R031); `main` hands over before this is read.
struct Upload: Verb {
  static let configuration = CommandConfiguration(
    commandName: "upload", abstract: "Put documents into a folder: the same as so-upload put.",
    discussion: "All that follows is so-upload put's; see so-patient upload --help.")

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("What so-upload put takes.", valueName: "ARGUMENT"))
  var arguments: [String] = []
  @OptionGroup var output: OutputOptions

  static let handover = Program.Handover("upload", to: "so-upload", "put")

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    throw Failure(.internalError, "the upload was not handed over")
  }
}
