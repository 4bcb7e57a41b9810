import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-patient edit P-…`
struct Edit: Verb {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change fields of a folder.",
    discussion: """
      A merge patch (RFC 7396) is a JSON object with the fields that change: null takes a value \
      away, a list stands in place of the one before. Nothing is written before the whole record \
      is right. Every user of this machine can read what --set is given; --merge - is not seen.
      """)

  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @Option(
    name: .customLong("set"), help: ArgumentHelp("Set a field; may be given again.", valueName: "KEY=VALUE"))
  var settings: [FieldSetting] = []
  @Option(help: ArgumentHelp("Read a merge patch from FILE; - is standard input.", valueName: "FILE"))
  var merge: PathArgument?
  @OptionGroup var change: ChangeOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if settings.isEmpty == (merge == nil) {
      throw ValidationError("give the change by --set KEY=VALUE or by --merge FILE")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    var patch = JSONObject()
    if let merge {
      patch = try JSONObject(parsing: try merge.readAll(limit: JSONValue.maximumLength))
    } else {
      for setting in settings { patch[setting.key] = .string(setting.value) }
    }
    try context.results.add(
      try context.folders().edit(
        id.id, patch: patch, options: change.options, today: try context.today()))
    return .success
  }
}

/// `KEY=VALUE` on the command line.
struct FieldSetting: ExpressibleByArgument {
  let key: String
  let value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
    key = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}

/// The options of verbs that change a folder.
struct ChangeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Refuse the change when the folder has another version.", valueName: "N"))
  var ifVersion: Int64?
  @Flag(name: [.customShort("n"), .long], help: "Check everything and write nothing.") var dryRun = false

  var options: EditOptions { EditOptions(version: ifVersion, isDryRun: dryRun) }
}
