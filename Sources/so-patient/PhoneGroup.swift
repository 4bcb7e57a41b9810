import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-patient phone`
struct PhoneGroup: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "phone", abstract: "Keep the phones of a folder.",
    subcommands: [PhoneAdd.self, PhoneRemove.self, PhoneTestVerb.self])
}

/// `so-patient phone add P-… NUMBER|-`
struct PhoneAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a phone to a folder, or change the one of this number.",
    discussion: "Text messages need the type mobile and a carrier; so-patient carriers lists them.")

  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @Argument(help: ArgumentHelp("The number; - reads it from standard input.", valueName: "NUMBER|-"))
  var number: String
  @Option(help: ArgumentHelp("What kind of phone it is.", valueName: "TYPE")) var type: PatientPhone.Kind
  @Option(help: ArgumentHelp("Its carrier.", valueName: "ID")) var carrier: PhoneCarrier?
  @Flag(help: "Text messages go to it.") var sms = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let phone = try PatientPhone(
      try PhoneNumber(operand: number), type: type, carrier: carrier, takesSMS: sms)
    let today = try context.today()
    if sms, let carrier, let end = carrier.end, carrier.status(on: today) == .closed {
      context.console.note(
        "\(carrier.name) closed its gateway from mail to text messages on \(end.iso8601)")
    }
    try context.results.add(try context.folders().add(phone, to: id.id, options: change.options))
    return .success
  }
}

/// `so-patient phone remove P-… NUMBER|-`
struct PhoneRemove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a phone from a folder.")

  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @Argument(help: ArgumentHelp("The number; - reads it from standard input.", valueName: "NUMBER|-"))
  var number: String
  @OptionGroup var change: ChangeOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let number = try PhoneNumber(operand: number)
    try context.results.add(try context.folders().remove(number, from: id.id, options: change.options))
    return .success
  }
}

extension PhoneNumber {
  /// The number that an operand gives, or the line on standard input.
  init(operand: String) throws(Failure) {
    var text = operand
    if operand == "-" {
      let line = try LineReader(DescriptorSource.standardInput(), limit: 256).next() ?? []
      text = String(decoding: line, as: UTF8.self)
    }
    guard let number = PhoneNumber(text) else {
      throw Failure(.valueInvalid, "the text is not a telephone number of 3 to 15 digits")
    }
    self = number
  }
}
