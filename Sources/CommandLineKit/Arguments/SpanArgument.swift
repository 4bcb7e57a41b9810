public import ArgumentParser
public import Records

/// A span of time on the command line, as in `90s`, `30m`, `24h`, `14d`.
public struct SpanArgument: ExpressibleByArgument, Hashable, Sendable {
  /// Its length in seconds, never negative; a day has 24 hours.
  public var seconds: Int64 { span.seconds }
  /// The span.
  public let span: TimeSpan

  /// Takes digits and one unit.
  public init?(argument: String) {
    guard let span = TimeSpan(argument) else { return nil }
    self.span = span
  }

  /// The same for an option's `transform`: the refusal says what a span may be.
  @Sendable public static func read(_ text: String) throws -> SpanArgument {
    guard let span = SpanArgument(argument: text) else { throw ArgumentRule("it is \(TimeSpan.rule)") }
    return span
  }
}
