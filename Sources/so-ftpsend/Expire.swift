import ArgumentParser
import CommandLineKit
import Folders
import Profile
import Records
import Sending

/// `so-ftpsend expire`
struct Expire: Verb {
  static let configuration = CommandConfiguration(
    commandName: "expire", abstract: "Remove from the server what was sent long ago, received files first.",
    discussion: """
      Only files that this store has sent are removed, and only while they are what was sent. Without \
      --older-than the setting server.retention says how old.
      """)
  @Option(
    help: ArgumentHelp("Remove what was published longer ago than TIME, as in 14d.", valueName: "TIME"),
    transform: SpanArgument.read)
  var olderThan: SpanArgument?
  @OptionGroup var servers: ServerOptions
  @Flag(name: [.customShort("n"), .long], help: "Remove nothing; print what would be.") var dryRun = false
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { !dryRun }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let store = try profile.openStore(for: context)
    let contents = try ServerContents(store, profile, server: servers.server, time: context.time)
    guard let age = olderThan?.span ?? contents.retention else {
      let key = SettingKey.serverRetention.of(servers.server).name
      throw Failure(
        .settingMissing, "neither --older-than nor \(key) says how old",
        hint: "so-ftpsend config set \(key) 30d")
    }
    let files = try contents.expired(olderThan: age)
    guard !dryRun else {
      for file in files { try context.results.add(file) }
      context.console.note("would remove \(Self.sum(files))")
      return .success
    }
    var outcome = BatchOutcome()
    var removed: [StoredFile] = []
    for file in files {
      let removal = try contents.remove(file)
      if let transfer = removal.transfer {
        try context.results.add(transfer)
        try context.results.flush()
        removed.append(file)
        outcome.succeed()
      }
      if let failure = removal.failure {
        outcome.fail(failure)
        context.console.report(failure)
      }
    }
    context.console.note("removed \(Self.sum(removed))")
    return outcome.status
  }

  private static func sum(_ files: [StoredFile]) -> String {
    let bytes = files.reduce(Int64(0)) { $0 + ($1.size ?? 0) }
    return "\(files.count) \(files.count == 1 ? "file" : "files"), \(bytes) bytes"
  }
}
