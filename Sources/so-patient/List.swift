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
    var (count, next) = (0, 1)
    try PatientFolders(store).list { (patient) throws(Failure) in
      try context.results.add(patient)
      count += 1
      // The first at once, then twice as many each time: a reader who wants one line (`| head -1`)
      // has it soon, and one who wants all is not slowed down.
      if count == next {
        try context.results.flush()
        next = min(next * 2, count + 500)
      }
    }
    return .success
  }
}
