public import Platform
public import Records

/// The command on whose behalf the rooms work: its clock, and a way to tell the person what is
/// not a failure of the command.
public protocol CommandScope: AnyObject {
  /// The clock.
  var time: any TimeSource { get }

  /// Tells the person something, once.
  func note(_ message: String)

  /// Has something looked at when the command ends, whatever became of it; what is wrong then
  /// is a warning.
  func atEnd(_ check: @escaping () -> Failure?)
}

/// The scope of a program that is none of the tools: it keeps what a person would be told.
public final class CollectingScope: CommandScope {
  /// The clock.
  public let time: any TimeSource
  /// What was told so far.
  public private(set) var notes: [String] = []
  private var checks: [() -> Failure?] = []

  /// A scope with this clock.
  public init(time: any TimeSource = SystemTimeSource()) { self.time = time }

  /// Keeps a note.
  public func note(_ message: String) { notes.append(message) }

  /// Keeps a check.
  public func atEnd(_ check: @escaping () -> Failure?) { checks.append(check) }

  /// What is to be warned of, as it is now.
  public var warnings: [Failure] { checks.compactMap { $0() } }
}
