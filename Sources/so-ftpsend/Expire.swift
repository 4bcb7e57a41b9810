import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Profile
import Records
import Sending
import Storage

/// `so-ftpsend expire`
struct Expire: Verb {
  static let configuration = CommandConfiguration(
    commandName: "expire",
    abstract: "Remove from the server what was sent, named transfers or those of long ago.",
    discussion: """
      Only files that this store has sent are removed, and only while they are what was sent. Without \
      transfers and --older-than the setting server.retention says how old; received files go first.
      """)
  @Argument(help: ArgumentHelp("The transfers to remove, however old.", valueName: "T-…")) var ids:
    [IdentifierArgument<TransferKind>] = []
  @Option(
    help: ArgumentHelp("Remove what was published longer ago than TIME, as in 14d.", valueName: "TIME"),
    transform: SpanArgument.read)
  var olderThan: SpanArgument?
  @OptionGroup var servers: ServerOptions
  @Flag(name: [.customShort("n"), .long], help: "Remove nothing; print what would be.") var dryRun = false
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { !dryRun }

  func validate() throws {
    guard !ids.isEmpty else { return }
    if olderThan != nil { throw ValidationError("name transfers or say --older-than, not both") }
    if servers.server != nil {
      throw ValidationError("a transfer knows its server; --server goes without transfers")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    let store = try profile.openStore(for: context)
    var removals = Removals(context)
    if ids.isEmpty {
      let contents = try ServerContents(store, profile, server: servers.server, time: context.time)
      let files = try contents.expired(olderThan: try age(contents))
      for file in files { try remove(file, contents, &removals) }
    } else {
      for one in ids {
        do throws(Failure) { try remove(one.id, store, &removals) } catch {
          guard error.code != .outputFailed, error.code != .outputClosed else { throw error }
          removals.fail(error)
        }
      }
    }
    context.console.note("\(dryRun ? "would remove" : "removed") \(Self.sum(removals.files))")
    return dryRun && removals.outcome.failed == 0 ? .success : removals.outcome.status
  }

  private func age(_ contents: ServerContents) throws(Failure) -> TimeSpan {
    if let age = olderThan?.span ?? contents.retention { return age }
    let key = SettingKey.serverRetention.of(servers.server).name
    throw Failure(
      .settingMissing, "neither --older-than nor \(key) says how old",
      hint: "so-ftpsend config set \(key) 30d")
  }

  /// Removes the file of one transfer; what has expired already is no failure, for what was wanted is so.
  private func remove(_ id: TransferID, _ store: Store, _ removals: inout Removals) throws(Failure) {
    let transfer = try Transfers(store).transfer(id)
    guard transfer.state != .expired else { return try removals.done(transfer) }
    let contents = try ServerContents(
      store, try removals.context.profile(), server: transfer.server, time: removals.context.time)
    try remove(try contents.file(of: transfer), contents, &removals)
  }

  private func remove(
    _ file: StoredFile, _ contents: ServerContents, _ removals: inout Removals
  ) throws(Failure) {
    guard !dryRun else { return try removals.wouldRemove(file) }
    let removal = try contents.remove(file)
    if let transfer = removal.transfer { try removals.done(transfer, file) }
    if let failure = removal.failure { removals.fail(failure) }
  }

  /// What was removed, and what was not.
  private struct Removals {
    let context: CommandContext
    var outcome = BatchOutcome()
    var files: [StoredFile] = []

    init(_ context: CommandContext) { self.context = context }

    mutating func done(_ transfer: Transfer, _ file: StoredFile? = nil) throws(Failure) {
      try context.results.add(transfer)
      try context.results.flush()
      if let file {
        files.append(file)
        for notice in transfer.deliveries where notice.status == "failed" {
          context.console.note("\(transfer.id): \(notice.to.text) was never told")
        }
      }
      outcome.succeed()
    }

    mutating func wouldRemove(_ file: StoredFile) throws(Failure) {
      try context.results.add(file)
      files.append(file)
      outcome.succeed()
    }

    mutating func fail(_ failure: Failure) {
      outcome.fail(failure)
      context.console.report(failure)
    }
  }

  private static func sum(_ files: [StoredFile]) -> String {
    let bytes = files.reduce(Int64(0)) { $0 + ($1.size ?? 0) }
    return "\(files.count) \(files.count == 1 ? "file" : "files"), \(bytes) bytes"
  }
}
