public import ArgumentParser
public import Records

/// One verb of a tool: its arguments, and what it does with them.
///
/// Its configuration gives `commandName`: without one the argument parser prints the type's
/// name, and that look-up alone is a quarter of a short run.
public protocol Verb: ParsableCommand {
  /// The options every verb has.
  var output: OutputOptions { get }

  /// Whether results tell of changes. A reader who goes away early (`| head -1`) ends a verb
  /// that only looks quietly and with success; one that changes something was cut short, and
  /// says so.
  var resultsMatter: Bool { get }

  /// Does the work. Results go to `context.results`, everything for people to
  /// `context.console`.
  ///
  /// - Returns: the exit status; some items of a batch may have failed.
  func perform(in context: CommandContext) throws(Failure) -> ExitStatus
}

extension Verb {
  /// Most verbs only look.
  public var resultsMatter: Bool { false }
}

/// A tool's root command, or a verb that only has verbs below it.
public protocol VerbGroup: ParsableCommand {}
