import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-patient visit`
struct Visit: Verb {
  static let configuration = CommandConfiguration(
    commandName: "visit", abstract: "Make folders by the Patient Visit form.",
    discussion: """
      The form is a JSON object with the registration's fields, visit_date, reason and \
      referred_by. A referral is made along with the visit; it is of use only to an appointment \
      that names it. so-patient add is the shorter way to a folder, and takes phones, too.
      """)

  @OptionGroup var forms: FormOptions
  @Flag(help: "Make no referral.") var noReferral = false
  @OptionGroup var match: MatchOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    var opened: PatientFolders?
    return try forms.forEach(in: context) { (json) throws(Failure) in
      let form = try VisitForm(json: json, today: try context.today())
      let folders: PatientFolders
      if let opened { folders = opened } else { folders = try context.foldersMakingStore() }
      opened = folders
      let made = try folders.add(form, withReferral: !noReferral, confirmNew: match.confirmNew)
      try context.results.add(made.patient)
      for record in made.records {
        try context.results.add(record)
        if record.warnings.contains(PatientFolders.referralUnused) {
          context.console.warn(
            PatientFolders.referralUnused,
            "the referral \(record.id) is of no use until an appointment names it")
        }
      }
    }
  }
}
