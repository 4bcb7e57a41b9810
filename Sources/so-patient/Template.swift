import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-patient template FORM`
struct Template: Verb {
  /// The forms that make a folder.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    /// For `so-patient add`.
    case demographics
    /// For `so-patient visit`.
    case visit
  }

  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Print a form that nobody has filled in yet.")
  @Argument(help: ArgumentHelp("The form.", valueName: "FORM")) var form: Form
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let template = form == .demographics ? DemographicsForm.template : VisitForm.template
    // Always the text to fill in: a table of a blank form helps nobody.
    try context.results.bytes.write(template.serialized + [0x0A])
    return .success
  }
}
