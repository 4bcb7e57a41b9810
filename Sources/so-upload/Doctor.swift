import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-upload doctor`
struct Doctor: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look whether files can be put, and say what helps.",
    discussion: """
      Prints one so.check/1 record for each thing that has to be well. Nothing is changed.
      """)
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let checks = UploadDoctor(profile).checks { () throws(Failure) in try profile.openStore(for: context) }
    for check in checks { try context.results.add(check) }
    return checks.allSatisfy(\.isWell) ? .success : .someFailed
  }
}
