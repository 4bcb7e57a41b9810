import ArgumentParser
import CommandLineKit
import Exchange
import Folders
import Platform
import Profile
import Records
import Sending
import Storage
import SystemPackage

/// `so-ftpsend send`
struct Send: Verb {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send containers, and mail the recipients when they are complete on the server.",
    usage: """
      so-ftpsend send [options] --all P-… --recipient CONTACT
      so-ftpsend send [options] --selected D-… ... --recipient CONTACT
      so-ftpsend send [options] FILE.sod|- ...
      """,
    discussion: """
      The operand - takes either the bytes of a container or so.container/1 records. Subject and \
      message are not encrypted.
      """)
  @OptionGroup var choice: SendChoice
  @OptionGroup var mail: MessageOptions
  @OptionGroup var server: ServerOptions
  @Flag(help: "Only queue it; so-ftpsend run sends it.") var later = false
  @Flag(name: [.customShort("n"), .long], help: "Say what would be sent, and send nothing.") var dryRun =
    false
  @OptionGroup var transfer: TransferOptions
  @OptionGroup var verify: VerifyOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if mail.messageFile?.isStandardStream == true, choice.files.contains(where: \.isStandardStream) {
      throw ValidationError("standard input is either the message or the container")
    }
    if later, dryRun { throw ValidationError("--later and --dry-run exclude each other") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let message = try mail.message(context)
    let profile = try context.profile()
    let resolved = try choice.resolve(profile)
    try Sender.check(profile, message: message, server: server.server)
    // What is packed lies in a store that is there; of files one at least has to be.
    let store =
      choice.isPacking
      ? try profile.openStore(for: context) : try openFirst(profile, context)
    let sender = try Sender(
      store, profile, message: message, server: server.server, time: context.time)
    if dryRun { return try plan(sender, resolved, context) }
    let runner = try TransferRunner(
      store, profile, wishes: verify.apply(to: transfer.wishes(context)), time: context.time)
    var job = SendJob(sender, runner, context, progress, isLater: later)
    if choice.isPacking {
      try job.send { (update) throws(Failure) in
        try sender.queue(packing: choice.selection, for: resolved, progress: update)
      }
    }
    for file in choice.files {
      if file.isStandardStream {
        try job.sendStandardInput()
      } else {
        try job.send { (_) throws(Failure) in try sender.queue(try InputFile(opening: file.path)) }
      }
    }
    return job.report.status
  }

  private func openFirst(_ profile: Profile, _ context: CommandContext) throws(Failure) -> Store {
    var failure: Failure?
    for file in choice.files where !file.isStandardStream {
      do throws(Failure) {
        _ = try InputFile(opening: file.path)
        failure = nil
        break
      } catch { failure = failure ?? error }
    }
    if let failure, !choice.files.contains(where: \.isStandardStream) {
      // A store that is there is opened: each file is told of then.
      guard Store.exists(at: profile.storePath) else { throw failure }
    }
    return try profile.openOrMakeStore(for: context).store
  }

  private func plan(
    _ sender: Sender, _ recipients: [ResolvedRecipient], _ context: CommandContext
  ) throws(Failure) -> ExitStatus {
    if choice.isPacking {
      try context.results.add(try sender.plan(packing: choice.selection, for: recipients))
    }
    for file in choice.files {
      let size = file.isStandardStream ? nil : try InputFile(opening: file.path).size
      try context.results.add(sender.plan(size: size))
    }
    return .success
  }
}
