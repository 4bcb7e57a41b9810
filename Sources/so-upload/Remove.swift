import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-upload remove`
struct Remove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove documents from their folders, and files from the queue.",
    discussion: """
      Prints the record of each that was removed. A document that is removed is gone: only the \
      audit trail still tells of it. A file itself is never touched.
      """)
  @OptionGroup var list: ItemListOptions
  @Flag(name: [.customShort("n"), .long], help: "Check everything and remove nothing.") var dryRun = false
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { !dryRun }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    let folders = PatientFolders(store)
    let queue = UploadQueue(store)
    let outcome = try list.forEach(in: context) { (item) throws(Failure) in
      switch item {
      case .document(let id, _):
        try context.results.add(try folders.remove(id, isDryRun: dryRun))
      case .upload(let id):
        try context.results.add(try queue.remove(id, isDryRun: dryRun))
      }
    }
    if dryRun { context.console.note("would remove \(outcome.done), and cannot remove \(outcome.failed)") }
    return outcome.status
  }
}
