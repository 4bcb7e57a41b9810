public import ArgumentParser
public import Records

extension ServerName: ExpressibleByArgument {
  /// Takes a name.
  public init?(argument: String) { self.init(argument) }
}

extension ByteRate: ExpressibleByArgument {
  /// The same for an option's `transform`: the refusal says what a rate may be.
  @Sendable public static func read(_ text: String) throws -> ByteRate {
    guard let rate = ByteRate(text) else { throw ArgumentRule("it is \(rule)") }
    return rate
  }

  /// Takes a rate.
  public init?(argument: String) { self.init(argument) }
}

/// Which of the servers of the settings a verb works with.
public struct ServerOptions: ParsableArguments {
  /// The server; the one without a name, when none is given.
  @Option(help: ArgumentHelp("Use the server that the settings know by NAME.", valueName: "NAME"))
  public var server: ServerName?

  /// The server without a name.
  public init() {}
}
