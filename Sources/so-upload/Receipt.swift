import ArgumentParser
import CommandLineKit
import Folders
import Records

/// `so-upload receipt`
struct Receipt: Verb {
  static let configuration = CommandConfiguration(
    commandName: "receipt", abstract: "Give receipts once more, for an auditor.",
    discussion: """
      Prints one so.document/1 record for each document that came in since then and is there, with \
      the path that it came from.
      """)

  @Option(
    help: ArgumentHelp(
      "Documents from then on: \(MomentArgument.forms).", valueName: "WHEN"))
  var since: MomentArgument
  @Option(help: ArgumentHelp("Only documents before then.", valueName: "WHEN")) var until: MomentArgument?
  @Option(help: ArgumentHelp("Only the documents of this folder.", valueName: "P-…"))
  var patient: IdentifierArgument<PatientKind>?
  @Flag(help: "Print a table of comma-separated values for a spreadsheet.") var csv = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if csv, output.form != nil { throw ValidationError("--csv does not go with --json or --table") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let filter = ReceiptFilter(
      since: try context.moment(since),
      until: try until.map { when throws(Failure) in try context.moment(when) },
      patient: patient?.id)
    if let until = filter.until, until <= filter.since {
      throw Failure(.usage, "--until is not after --since, so there can be nothing between them")
    }
    let folders = PatientFolders(try context.profile().openStore(for: context))
    if csv {
      let table = try ReceiptTable(context.results.bytes)
      try folders.receipts(filter) { (document) throws(Failure) in try table.add(document) }
    } else {
      try folders.receipts(filter) { (document) throws(Failure) in try context.results.add(document) }
    }
    return .success
  }
}
