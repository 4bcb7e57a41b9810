import Synchronization

/// Collects lines, from whatever thread they come.
public final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  /// No line yet.
  public init() {}

  /// Takes a line.
  public func add(_ line: String) { lines.withLock { $0.append(line) } }

  /// All lines.
  public var text: String { lines.withLock { $0.joined(separator: "\n") } }
}
