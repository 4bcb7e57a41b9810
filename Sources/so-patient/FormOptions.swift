import ArgumentParser
import CommandLineKit
import Platform
import Records

/// Where forms come from: standard input, one JSON object a line, or one file.
struct FormOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Read forms from standard input, one JSON object a line.", valueName: "-"))
  var operand: String?

  @Option(help: ArgumentHelp("Read one form from FILE.", valueName: "FILE")) var file: PathArgument?

  func validate() throws {
    if let operand, operand != "-" { throw ValidationError("the operand is - (or use --file FILE)") }
    if (operand == nil) == (file == nil) { throw ValidationError("give the form by - or by --file FILE") }
  }

  /// Hands each form to `take`; one that is refused does not stop the others.
  func forEach(
    in context: CommandContext, _ take: (JSONObject) throws(Failure) -> Void
  ) throws(Failure) -> ExitStatus {
    if let file {
      try take(try JSONObject(parsing: try file.readAll(limit: JSONValue.maximumLength)))
      return .success
    }
    let lines = LineReader(DescriptorSource.standardInput())
    var outcome = BatchOutcome()
    while true {
      do throws(Failure) {
        guard let line = try lines.next() else { break }
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
        try take(try JSONObject(parsing: line))
        outcome.succeed()
      } catch {
        // Neither standard output nor standard input comes back.
        if [.outputFailed, .outputClosed].contains(error.code) { throw error }
        outcome.fail(error)
        let isNamed = error.code == .lineTooLong
        context.console.report(isNamed ? error : error.prefixed("line \(lines.number)"))
      }
    }
    return outcome.status
  }
}
