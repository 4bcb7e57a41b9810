import ArgumentParser
import CommandLineKit

/// The root command: configuration only.
@main
struct SoPatient: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "so-patient",
    abstract: "Keep patient folders.",
    discussion: """
      Folders are made by a form (a JSON record), looked at, found and listed. All is sealed in \
      the store at $SO_STORE, and every look at a folder is an event in its audit trail.

        so-patient init
        so-patient add --file form.json
        so-patient find - <<<"$NAME"
      """,
    version: Program.version,
    subcommands: [
      Init.self, Add.self, Visit.self, Template.self, Show.self, Find.self, List.self, Edit.self,
      PhoneGroup.self, AddressGroup.self, Carriers.self, RecordGroup.self, Merge.self, Unmerge.self,
      AppointmentGroup.self, AccountGroup.self, WhoAmI.self, Upload.self,
      Documents.self, Recovery.self, StaffGroup.self, Audit.self, Export.self, Import.self,
    ])

  static func main() { Program.run(Self.self, name: "so-patient", handingOver: [Upload.handover]) }
}
