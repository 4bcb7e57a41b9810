import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-patient init`
struct Init: Verb {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a store, and an identity when there is none.")
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let opened = try profile.openOrMakeStore(for: context)
    try context.results.add(try StoreSummary(opened.store, at: profile, isNew: opened.isNew))
    return .success
  }
}
