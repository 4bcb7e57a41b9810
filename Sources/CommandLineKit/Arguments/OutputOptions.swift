public import ArgumentParser

/// The options that every verb has: the form of the results and how much is said.
public struct OutputOptions: ParsableArguments {
  /// The two forms of results.
  public enum Form: String, EnumerableFlag {
    /// One JSON object a line.
    case json
    /// An aligned table.
    case table

    /// The flags' help.
    public static func help(for value: Form) -> ArgumentHelp? {
      switch value {
      case .json: "Print JSON, one object a line (the default in a pipe)."
      case .table: "Print an aligned table (the default on a terminal)."
      }
    }
  }

  /// The form that was asked for, if any.
  @Flag public var form: Form?

  /// Whether tables show names, dates of birth and numbers in full.
  @Flag(help: "Show names, birth dates and numbers in full in tables.") public var reveal = false

  /// Whether only errors are said on standard error.
  @Flag(name: .shortAndLong, help: "Say nothing but errors on stderr.") public var quiet = false

  /// Whether more is said on standard error.
  @Flag(name: .shortAndLong, help: "Say on stderr which files are used.") public var verbose = false

  /// Nothing was asked for.
  public init() {}
}
