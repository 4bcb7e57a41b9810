import ArgumentParser
import CommandLineKit
import Platform
import Records

/// `so-patient carriers`
struct Carriers: Verb {
  static let configuration = CommandConfiguration(
    commandName: "carriers", abstract: "List the carriers of mobile phones and their mail gateways.")
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let today = try context.today()
    for carrier in PhoneCarrier.all { try context.results.add(carrier.json(on: today)) }
    return .success
  }
}
