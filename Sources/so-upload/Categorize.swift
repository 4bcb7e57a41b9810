import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-upload categorize`
struct Categorize: Verb {
  static let configuration = CommandConfiguration(
    commandName: "categorize", abstract: "Give documents a category.",
    discussion: """
      Prints the record of each document as it is then. A document whose record on standard input \
      shows a category that somebody has changed meanwhile keeps that one.
      """)
  @OptionGroup var list: ItemListOptions
  @Option(help: ArgumentHelp("What the documents are for the reviewer.", valueName: "CATEGORY"))
  var category: DocumentCategory
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let folders = PatientFolders(try context.profile().openStore(for: context))
    return try list.forEach(in: context) { (item) throws(Failure) in
      guard case .document(let id, let seen) = item else {
        throw Failure(
          .valueInvalid, "a queued file is no document yet", hint: "so-upload add --category CATEGORY")
      }
      try context.results.add(try folders.categorize(id, as: category, from: seen))
    }.status
  }
}
