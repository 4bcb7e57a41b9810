import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-patient find TEXT|-`
struct Find: Verb {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Find folders by name, date of birth or medical record number.",
    discussion: """
      Each word must begin a word of the folder; case and accents do not matter. Every user of \
      this machine can read what stands on a command line, so a name is better given by -.
      """)

  @Argument(
    help: ArgumentHelp("The text; - reads texts from standard input, one a line.", valueName: "TEXT|-"))
  var text: String
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    let folders = PatientFolders(store)
    if text != "-" {
      try folders.find(try Self.searchText(text), query: text) { (patient) throws(Failure) in
        try context.results.add(patient)
      }
      return .success
    }
    let lines = LineReader(DescriptorSource.standardInput(), limit: 4096)
    var outcome = BatchOutcome()
    while let line = try lines.next() {
      do throws(Failure) {
        guard let query = String(validating: line, as: UTF8.self) else {
          throw Failure(.utf8Invalid, "the text is not valid UTF-8")
        }
        if query.trimmingBlanks.isEmpty { continue }
        let text = try Self.searchText(query)
        try folders.find(text, query: query) { (patient) throws(Failure) in try context.results.add(patient) }
        outcome.succeed()
      } catch {
        guard [.utf8Invalid, .searchEmpty].contains(error.code) else { throw error }
        outcome.fail(error)
        context.console.report(error.prefixed("line \(lines.number)"))
      }
    }
    return outcome.status
  }

  private static func searchText(_ query: String) throws(Failure) -> SearchText {
    if let text = SearchText(query) { return text }
    throw Failure(
      .searchEmpty, "the text to search for has neither a letter nor a digit",
      hint: "so-patient list shows every folder")
  }
}
