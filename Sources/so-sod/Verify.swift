import ArgumentParser
import CommandLineKit
import Exchange
import Records
import SODFormat

/// `so-sod verify`
struct Verify: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every byte, the sums and the signature of a container, and unpack nothing.")
  @OptionGroup var reading: ReadOptions
  @OptionGroup var signer: SignerOptions
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let verdict = try reading.open(in: context, accepting: signer).verify()
    let origin = try context.profile().origin(of: verdict)
    try context.results.show(Verification(verdict, origin))
    if !verdict.shares.isEmpty { context.console.note(origin.text) }
    return .success
  }
}
