public import ArgumentParser
public import Records

/// An identifier on the command line, of the kind that the option names.
public struct IdentifierArgument<Kind: IdentifierKind>: ExpressibleByArgument, Hashable, Sendable {
  /// The identifier.
  public let id: Identifier<Kind>

  /// Takes an argument in either case.
  public init?(argument: String) {
    guard let id = Identifier<Kind>(argument) else { return nil }
    self.id = id
  }
}
