import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-patient add`
struct Add: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make folders by the Patient Demographics form.",
    discussion: """
      The form is a JSON object with family, given, birth_date, sex, mrn and emails; all but \
      emails are mandatory, and "mrn": "auto" asks for a number.
      """)

  @Argument(help: ArgumentHelp("Read forms from standard input, one JSON object a line.", valueName: "-"))
  var operand: String?

  @Option(help: ArgumentHelp("Read one form from FILE.", valueName: "FILE")) var file: PathArgument?
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if let operand, operand != "-" { throw ValidationError("the operand is - (or use --file FILE)") }
    if (operand == nil) == (file == nil) { throw ValidationError("give the form by - or by --file FILE") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    if let file {
      let form = try form(try JSONObject(parsing: try file.readAll(limit: JSONValue.maximumLength)), context)
      try context.results.add(try folders(context).add(form))
      return .success
    }
    let lines = LineReader(DescriptorSource.standardInput())
    var outcome = BatchOutcome()
    var opened: PatientFolders?
    while true {
      do throws(Failure) {
        guard let line = try lines.next() else { break }
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
        let form = try form(try JSONObject(parsing: line), context)
        let folders: PatientFolders
        if let opened { folders = opened } else { folders = try self.folders(context) }
        opened = folders
        let patient = try folders.add(form)
        outcome.succeed()
        try context.results.add(patient)
      } catch {
        // Neither standard output nor standard input comes back.
        if [.outputFailed, .outputClosed].contains(error.code) { throw error }
        outcome.fail(error)
        let isNamed = error.code == .lineTooLong
        context.console.report(isNamed ? error : error.prefixed("line \(lines.number)"))
      }
    }
    return outcome.status
  }

  private func form(_ json: JSONObject, _ context: CommandContext) throws(Failure) -> DemographicsForm {
    try DemographicsForm(json: json, today: context.time.now().date)
  }

  private func folders(_ context: CommandContext) throws(Failure) -> PatientFolders {
    let profile = try context.profile()
    let opened = try profile.openOrMakeStore(for: context)
    return PatientFolders(opened.store)
  }
}
