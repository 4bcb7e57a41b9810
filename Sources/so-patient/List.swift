import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-patient list`
struct List: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List all folders, oldest first.")
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    try PatientFolders(store).list { (patient) throws(Failure) in
      try context.results.add(patient)
    }
    return .success
  }
}
