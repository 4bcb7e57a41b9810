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

  /// Whom `--to` names.
  ///
  /// - Throws: `value_invalid`, which names each one that is no address by its place, from 1: the
  ///   address may be a patient's, and errors get into logs.
  private func addresses() throws(Failure) -> [EmailAddress] {
    var addresses: [EmailAddress] = []
    var problems: [FieldProblem] = []
    var place = 0
    for part in recipients.flatMap({ $0.unicodeScalars.split(separator: ";").map(String.init) }) {
      do throws(Failure) {
        let named = try EmailAddressList(parsing: part).addresses
        if !named.isEmpty { place += 1 }
        addresses += named
      } catch {
        place += 1
        let problem = error.fields.first
        problems.append(
          FieldProblem(
            "--to, address \(place)", problem?.code ?? error.code, problem?.message ?? error.message))
      }
    }
    guard let first = problems.first else { return EmailAddressList(addresses).addresses }
    if problems.count == 1 { throw Failure(first.code, "\(first.field): \(first.message)") }
    throw Failure(.valueInvalid, "\(problems.count) addresses of --to are refused", fields: problems)
  }

  func message(_ context: CommandContext) throws(Failure) -> Sender.Message {
    let addresses = try addresses()
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
