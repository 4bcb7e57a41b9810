public import ArgumentParser
internal import Glibc
internal import Platform
internal import Records
public import SystemPackage

/// Runs a tool: reads its arguments, performs the verb, and turns whatever happens into the
/// tool's output and exit status.
public enum Program {
  /// The version of the whole family, printed by `--version`.
  public static let version = "0.1.0"

  /// A verb that is another program's: everything behind it goes there, as git does it.
  public struct Handover: Sendable {
    let verb: String
    let program: FilePath.Component
    let arguments: [String]

    /// The verb `verb` is `program` with `arguments` in front of the others.
    public init(_ verb: String, to program: FilePath.Component, _ arguments: String...) {
      self.verb = verb
      self.program = program
      self.arguments = arguments
    }
  }

  /// Which of the two editions these tools are: the professional client, which needs no portal
  /// (R085).
  public static let edition = "professional"

  /// Runs `root` as the program `name` and ends the process.
  public static func run(
    _ root: any ParsableCommand.Type, name: String, handingOver handovers: [Handover] = []
  ) -> Never {
    CrashPrivacy.enforce()
    // A closed pipe is an error of the write then, and not the death of the tool in the
    // middle of a transaction.
    signal(SIGPIPE, SIG_IGN)
    // Who started us may have ignored it, and then nobody learns how a child process ended.
    signal(SIGCHLD, SIG_DFL)
    occupyStandardDescriptors()
    let output = CheckedOutput()
    var console = Console(tool: name)
    var status = ExitStatus.success
    do throws(Failure) {
      // Before any option is looked at: all of them are the other program's.
      for handover in handovers where RawArguments.current.first == Array(handover.verb.utf8) {
        try RunningProgram.become(
          handover.program,
          arguments: handover.arguments.map { Array($0.utf8) } + RawArguments.current.dropFirst())
      }
      status = try perform(root, arguments: RawArguments.current, output: output, console: &console)
      try output.flush()
    } catch {
      status = error.code.exit
      if error.code != .outputClosed { console.report(error) }
    }
    exit(status.rawValue)
  }

  /// Puts something under 0, 1 and 2 where the caller closed one: the next file that is opened
  /// would get its number, and results would be written into a document or the store.
  ///
  /// Reading or writing them is an error then, as it is on a closed descriptor.
  private static func occupyStandardDescriptors() {
    for number in Int32(0)...2 where fcntl(number, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  private static func perform(
    _ root: any ParsableCommand.Type, arguments: [[UInt8]], output: CheckedOutput, console: inout Console
  ) throws(Failure) -> ExitStatus {
    if ProgramVersion.isAskedFor(arguments) {
      let version = ProgramVersion(tool: console.tool, version: version, edition: edition)
      try output.line(version.json.serialized)
      return .success
    }
    do {
      let command = try root.parseAsRoot(arguments.map(ArgumentText.encode))
      guard let verb = command as? any Verb else {
        // A script whose variable for the verb is empty must not take help for success.
        if command is any VerbGroup {
          throw Failure(
            .usage, "no verb is given", hint: UsageMessage.hint(console.tool, verb: verbs(of: root).words))
        }
        var command = command
        try command.run()
        return .success
      }
      console.verbosity = verb.output.quiet ? .quiet : verb.output.verbose ? .verbose : .normal
      let results = ResultWriter(output, options: verb.output)
      let context = CommandContext(tool: console.tool, results: results, console: console)
      defer { context.runChecks() }
      let status: ExitStatus
      do throws(Failure) { status = try verb.perform(in: context) } catch {
        // What was done before is told all the same; the first failure is the one to report.
        try? results.finish()
        throw verb.resultsMatter && error.code == .outputClosed ? Self.lost : error
      }
      do throws(Failure) { try results.finish() } catch {
        throw verb.resultsMatter && error.code == .outputClosed ? Self.lost : error
      }
      return status
    } catch let failure as Failure {
      throw failure
    } catch {
      return try answer(error, of: root, output: output, console: console)
    }
  }

  /// The verbs at the front of the command line, as far as there are such, the last of them, and
  /// whether another one is due behind it.
  private static func verbs(of root: any ParsableCommand.Type) -> (
    words: [String], last: any ParsableCommand.Type, isAnotherDue: Bool
  ) {
    var verbs: [String] = []
    var group: any ParsableCommand.Type = root
    for argument in RawArguments.current {
      let word = ArgumentText.encode(argument)
      guard let verb = group.configuration.subcommands.first(where: { $0.configuration.commandName == word })
      else { break }
      verbs.append(word)
      group = verb
    }
    return (verbs, group, group is any VerbGroup.Type)
  }

  private static var lost: Failure {
    Failure(.outputFailed, "the reader of standard output went away before it had every result")
  }

  /// Help, the version and completions are results; anything else is a wrong command line.
  private static func answer(
    _ error: any Error, of root: any ParsableCommand.Type, output: CheckedOutput, console: Console
  ) throws(Failure) -> ExitStatus {
    if root.exitCode(for: error) == .success {
      let columns = (output.isTerminal ? output.columns : nil) ?? 80
      let text = root.fullMessage(for: error, columns: columns)
      let shown = HelpText.tidy(text, columns: columns)
      if !text.isEmpty { try output.line(shown.hasSuffix("\n") ? String(shown.dropLast()) : shown) }
      for line in SupportContact.lines(behind: RawArguments.current) { try output.line(line) }
      return .success
    }
    let verbs = verbs(of: root)
    let hint = UsageMessage.hint(console.tool, verb: verbs.words)
    // In one line each, however long.
    let options = KnownOptions(help: root.helpMessage(for: verbs.last, columns: 10_000))
    let arguments = RawArguments.current.map(ArgumentText.encode)
    if !verbs.isAnotherDue, let unknown = options.unknown(in: arguments.dropFirst(verbs.words.count)) {
      let meant = options.meant(by: unknown).map { "; \($0)" } ?? ""
      console.report(Failure(.usage, "there is no option '\(unknown)' here\(meant)", hint: hint))
      return .usage
    }
    let message = root.message(for: error)
    let text = UsageMessage.text(
      message, arguments: RawArguments.current, verbPlace: verbs.isAnotherDue ? verbs.words.count : nil)
    let advice = UsageMessage.advice(on: message, options).map { "\($0); " } ?? ""
    console.report(Failure(.usage, text, hint: advice + hint))
    return .usage
  }
}
