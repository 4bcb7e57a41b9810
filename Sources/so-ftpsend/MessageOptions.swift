import ArgumentParser
import CommandLineKit
import Records
import Sending

/// Who is told, and what.
struct MessageOptions: ParsableArguments {
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

  func validate() throws {
    if recipients.isEmpty, subject != nil || messageFile != nil {
      throw ValidationError("--subject and --message-file go with --to")
    }
  }

  func message(_ context: CommandContext) throws(Failure) -> Sender.Message {
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
}
