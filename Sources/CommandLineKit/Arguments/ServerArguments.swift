public import ArgumentParser
public import Records

extension ServerName: ExpressibleByArgument {
  /// Takes a name.
  public init?(argument: String) { self.init(argument) }
}

extension ByteRate: ExpressibleByArgument {
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
