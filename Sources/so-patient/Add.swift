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
      The form is a JSON object with family, given, birth_date, sex, mrn, emails and additional \
      (phones, addresses); all but the last two are mandatory, and "mrn": "auto" asks for a \
      number. so-patient template demographics prints a blank one.
      """)

  @OptionGroup var forms: FormOptions
  @OptionGroup var match: MatchOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    var opened: PatientFolders?
    return try forms.forEach(in: context) { (json) throws(Failure) in
      let form = try DemographicsForm(json: json, today: try context.today())
      let folders: PatientFolders
      if let opened { folders = opened } else { folders = try context.foldersMakingStore() }
      opened = folders
      try context.results.add(try folders.add(form, confirmNew: match.confirmNew))
    }
  }
}

/// The option of verbs that make a folder.
struct MatchOptions: ParsableArguments {
  @Flag(help: "Make the folder though one has the same name and birth date.") var confirmNew = false
}

extension CommandContext {
  /// The folders of the store; it is made when there is none.
  func foldersMakingStore() throws(Failure) -> PatientFolders {
    PatientFolders(try profile().openOrMakeStore(for: self).store)
  }

  /// The folders of the store that there is.
  func folders() throws(Failure) -> PatientFolders { PatientFolders(try profile().openStore(for: self)) }
}
