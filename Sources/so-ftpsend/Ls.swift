import ArgumentParser
import CommandLineKit
import Folders
import Records
import Sending

/// `so-ftpsend ls`
struct Ls: Verb {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List what lies in the server's folder, and until when it stays.")
  @OptionGroup var servers: ServerOptions
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let store = try profile.openStore(for: context)
    let contents = try ServerContents(store, profile, server: servers.server, time: context.time)
    for file in try contents.files() { try context.results.add(file) }
    return .success
  }
}
