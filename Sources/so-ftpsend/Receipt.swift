import ArgumentParser
import CommandLineKit
import Exchange
import Folders
import Profile
import Records
import SODFormat
import Sending
import Storage

/// `so-ftpsend receipt`
struct Receipt: Verb {
  static let configuration = CommandConfiguration(
    commandName: "receipt", abstract: "Sign the receipt of an imported container, or take one.",
    discussion: """
      The operand - takes records: of so.verification/1, as so-sod unpack --import prints it, a receipt \
      is made; a so.receipt/1 is checked, and its transfer is received.

        so-sod unpack --import x.sod | so-ftpsend receipt --beside T-… -
        so-ftpsend receipt - < receipt
      """)
  @Option(
    help: ArgumentHelp("Put the receipt beside this transfer's file on the server.", valueName: "T-…|LINK"))
  var beside: String?
  @Option(help: ArgumentHelp("Mail the receipt to this address.", valueName: "ADDRESS")) var mail: String?
  @OptionGroup var servers: ServerOptions
  @Argument(help: ArgumentHelp("The container; - is standard input.", valueName: "C-…|-"))
  var container: String
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func validate() throws {
    if let mail, EmailAddress(mail) == nil { throw ValidationError("--mail takes an e-mail address") }
    if let beside, TransferID(beside) == nil, !beside.contains("://") {
      throw ValidationError("--beside takes a transfer's number, T-…, or the link from the mail")
    }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    // Read to its end first: the program in front of the pipe may be about to make the store.
    let input = container == "-" ? try ReceiptInput.read() : []
    let store = try profile.openStore(for: context)
    guard container == "-" else {
      guard let id = ContainerID(container) else {
        throw Failure(
          .usage, "the operand is neither a container's id nor -", hint: "so-ftpsend receipt --help")
      }
      try make(id, nil, store, context)
      return .success
    }
    return try take(input, store, context)
  }

  private func take(
    _ input: [JSONObject], _ store: Store, _ context: CommandContext
  ) throws(Failure) -> ExitStatus {
    var outcome = BatchOutcome()
    for record in input {
      do throws(Failure) {
        switch record.schema {
        case ContainerReceipt.schema:
          let receipts = Receipts(store, try context.profile().identity())
          for transfer in try receipts.take(try ContainerReceipt(file: record.serialized)) {
            try context.results.add(transfer)
          }
        case Verification.schema:
          guard case .string(let text)? = record["container_id"], let id = ContainerID(text),
            case .string(let content)? = record["content_sha256"]
          else { throw Failure(.recordInvalid, "the so.verification/1 record names no container") }
          try make(id, content, store, context)
        default: continue
        }
        outcome.succeed()
      } catch {
        outcome.fail(error)
        context.console.report(error)
      }
      try context.results.flush()
    }
    guard outcome.done + outcome.failed > 0 else {
      throw Failure(
        .receiptInvalid, "standard input holds neither a receipt nor what one could be made of",
        hint: "so-sod unpack --import FILE.sod | so-ftpsend receipt -")
    }
    return outcome.status
  }

  private func make(
    _ id: ContainerID, _ content: String?, _ store: Store, _ context: CommandContext
  ) throws(Failure) {
    let profile = try context.profile()
    // What is not set up is said before there is a receipt, and an event of it.
    let back = try beside.map { (text) throws(Failure) in
      try ReceiptReturn(profile, beside: text, server: servers.server)
    }
    let address = try mail.map { (text) throws(Failure) in try EmailAddress(parsing: text) }
    let post = try address.map { (_) throws(Failure) in try ReceiptMail(store, try profile.settings()) }
    let receipt = try ReceiptMaker(store, try profile.identity(), try profile.contacts())
      .receipt(of: id, content: content)
    // First to standard output: whatever becomes of the other ways, the receipt is there.
    try context.results.add(receipt)
    try context.results.flush()
    if let back {
      let isNew = try back.put(receipt)
      context.console.note(
        isNew ? "the receipt is on the server" : "a receipt of ours was on the server already")
    }
    if let address, let post {
      try post.send(receipt, to: address)
      context.console.note("the receipt is mailed")
    }
  }
}
