import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-patient record`
struct RecordGroup: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Add further forms to a folder.",
    subcommands: [RecordTypes.self, RecordAdd.self, RecordList.self])
}

/// `so-patient record types`
struct RecordTypes: Verb {
  static let configuration = CommandConfiguration(
    commandName: "types", abstract: "List the forms that can be added.")
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    for type in RecordType.allCases { try context.results.add(RecordTypeSummary(type)) }
    return .success
  }
}

/// `so-patient record add P-… --type TYPE -|--file FILE`
struct RecordAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add forms to a folder.",
    discussion: "A form is any JSON object; so-patient record types lists the types.")

  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @Option(help: ArgumentHelp("What kind of form it is.", valueName: "TYPE")) var type: RecordTypeArgument
  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let folders = try context.folders()
    return try forms.forEach(in: context) { (json) throws(Failure) in
      try context.results.add(try folders.addForm(type.type, json, to: id.id))
    }
  }
}

/// `so-patient record list P-…`
struct RecordList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the forms of a folder.")
  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.folders().forms(of: id.id) { (form) throws(Failure) in try context.results.add(form) }
    return .success
  }
}

/// The type of a form on the command line.
struct RecordTypeArgument: ExpressibleByArgument {
  let type: RecordType

  init?(argument: String) {
    guard let type = RecordType(rawValue: argument) else { return nil }
    self.type = type
  }

  static var allValueStrings: [String] { RecordType.allCases.filter { !$0.createsFolder }.map(\.rawValue) }
}
