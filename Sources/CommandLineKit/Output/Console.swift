internal import Glibc
internal import Platform
public import Records
internal import SystemPackage

/// Standard error, the place for people. One printer owns it, and these are its rules:
/// each line begins with the program's name, is in lower case and has no final period; an
/// error gives its code word; a `hint:` line gives the command that helps.
///
/// Nothing here may name a patient: these lines end up in logs and tickets.
public struct Console: Sendable {
  /// How much is said.
  public enum Verbosity: Sendable {
    /// Errors only.
    case quiet
    /// Errors, warnings and what a person should know.
    case normal
    /// More, for the search of a fault.
    case verbose
  }

  /// The program's name.
  public let tool: String
  /// How much is said.
  public var verbosity: Verbosity = .normal

  private let descriptor: FileDescriptor

  init(tool: String, _ descriptor: FileDescriptor = .standardError) {
    self.tool = tool
    self.descriptor = descriptor
  }

  /// Whether a person is looking at standard error.
  public var isTerminal: Bool { isatty(descriptor.rawValue) == 1 }

  /// Says that something failed; each refused field of a record gets a line of its own.
  public func report(_ failure: Failure) {
    say("error: \(failure.code.word): \(failure.message)")
    for field in failure.fields { say("error: \(field.code.word): \(field.field): \(field.message)") }
    if let hint = failure.hint { put("hint: \(hint)") }
  }

  /// Gives the command that helps.
  public func hint(_ command: String) {
    if verbosity != .quiet { put("hint: \(command)") }
  }

  /// Warns; the work goes on.
  public func warn(_ code: String, _ message: String) {
    if verbosity != .quiet { say("warning: \(code): \(message)") }
  }

  /// Warns of something that must not pass unseen, quiet or not: cron then sends a mail.
  public func alarm(_ failure: Failure) {
    say("warning: \(failure.code.word): \(failure.message)")
    if let hint = failure.hint { self.hint(hint) }
  }

  /// Says something that a person should know.
  public func note(_ message: String) {
    if verbosity != .quiet { say(message) }
  }

  /// Says something that helps in the search of a fault.
  public func detail(_ message: String) {
    if verbosity == .verbose { say(message) }
  }

  private func say(_ message: String) { put("\(tool): \(message)") }

  private func put(_ line: String) {
    // Where standard error itself is gone, there is nobody left to tell.
    let sink = DescriptorSink(descriptor, name: "standard error")
    try? sink.write(Array((ArgumentText.printable(line) + "\n").utf8))
  }
}
