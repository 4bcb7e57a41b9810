import ArgumentParser
import CommandLineKit
import Folders
import Notices
import Platform
import Records
import Sending
import SystemPackage

/// `so-ftpsend send`
struct Send: Verb {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send containers, and mail the recipients when they are complete on the server.",
    discussion: """
      The operand - takes either the bytes of a container or so.container/1 records. Subject and \
      message are not encrypted.
      """)
  @OptionGroup var progress: ProgressOptions

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Mail this address; several with ; between them, or by several --to.", valueName: "ADDRESS"))
  var recipients: [String] = []

  @Option(help: ArgumentHelp("The mail's subject.", valueName: "S")) var subject: String?
  @Option(help: ArgumentHelp("The mail's text; - is standard input.", valueName: "F")) var messageFile:
    PathArgument?
  @Flag(name: .customLong("allow-phi-in-message"), help: "Send a message that names the patient.")
  var allowsPHI = false

  @Argument(help: ArgumentHelp("The containers; - is standard input.", valueName: "FILE.sod|-"))
  var files: [PathArgument]
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if files.isEmpty { throw ValidationError("no container is named") }
    if messageFile?.isStandardStream == true, files.contains(where: \.isStandardStream) {
      throw ValidationError("standard input is either the message or the container")
    }
    if recipients.isEmpty, subject != nil || messageFile != nil {
      throw ValidationError("--subject and --message-file go with --to")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let message = try message(context)
    let profile = try context.profile()
    let opened = try profile.openOrMakeStore(for: context)
    let sender = try Sender(opened.store, profile, message: message, time: context.time)
    var outcome = BatchOutcome()
    for file in files {
      if file.isStandardStream {
        try sendStandardInput(sender, context, &outcome)
      } else {
        try send(context, &outcome) { (progress) throws(Failure) in
          try sender.send(try InputFile(opening: file.path), progress: progress.update)
        }
      }
    }
    return outcome.status
  }

  private func message(_ context: CommandContext) throws(Failure) -> Sender.Message {
    let addresses = try EmailAddressList(parsing: recipients.joined(separator: ";"), field: "--to").addresses
    // `--to "$ADDRESS"` with an empty variable is not a wish to tell nobody.
    guard recipients.isEmpty || !addresses.isEmpty else {
      throw Failure(.usage, "--to names no address", hint: "leave --to out when nobody is to be told")
    }
    var text: String?
    if let messageFile {
      guard let content = String(validating: try messageFile.readAll(limit: 256 << 10), as: UTF8.self) else {
        throw Failure(.utf8Invalid, "the message is not valid UTF-8")
      }
      text = content
    }
    if subject != nil || text != nil {
      context.console.warn(
        "message_not_encrypted", "subject and message are not encrypted; they must not name the patient")
    }
    return Sender.Message(recipients: addresses, subject: subject, text: text, allowsPHI: allowsPHI)
  }

  private func sendStandardInput(
    _ sender: Sender, _ context: CommandContext, _ outcome: inout BatchOutcome
  ) throws(Failure) {
    switch try StandardInputKind.read() {
    case .container(let source):
      try send(context, &outcome) { (progress) throws(Failure) in
        try sender.send(source, progress: progress.update)
      }
    case .records(let stream):
      var containers = 0
      while let record = try stream.next() {
        guard record.schema == Container.schema else { continue }
        containers += 1
        try send(context, &outcome) { (progress) throws(Failure) in
          let container = try Container(json: record)
          return try sender.send(
            try InputFile(opening: FilePath(bytes: container.path.bytes)), expected: container,
            progress: progress.update)
        }
      }
      // Records that name nothing to send: a step of the pipeline is missing, or had no result.
      guard containers > 0 else {
        throw Failure(
          .notAContainer, "the records on standard input name no container", hint: "so-sod pack - --to …")
      }
    }
  }

  /// Sends one container and tells what became of it; a failure does not stop the others.
  private func send(
    _ context: CommandContext, _ outcome: inout BatchOutcome,
    _ work: (Progress) throws(Failure) -> Sender.Outcome
  ) throws(Failure) {
    let result: Sender.Outcome
    do throws(Failure) { result = try work(context.progress("sending", progress)) } catch {
      outcome.fail(error)
      context.console.report(error)
      return
    }
    try context.results.add(result.transfer)
    try context.results.flush()
    if let failure = result.failure {
      outcome.fail(failure)
      context.console.report(failure)
      if let copy = result.copy { context.console.note("the container is kept as \(copy.printable)") }
    } else {
      outcome.succeed()
    }
    // Each recipient is an item of its own: one bad address does not stop the rest (R020).
    for untold in result.untold {
      outcome.fail(untold.failure)
      context.console.report(untold.failure.prefixed(untold.to.text))
    }
  }
}
