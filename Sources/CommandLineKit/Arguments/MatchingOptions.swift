public import ArgumentParser
public import Records

/// Who a container's patient is here, when a person had to say so.
public struct MatchingOptions: ParsableArguments {
  /// The folder of that patient.
  @Option(help: ArgumentHelp("The container's patient is the one of this folder.", valueName: "P-…"))
  public var into: IdentifierArgument<PatientKind>?

  /// Whether folders of the same name and date of birth are of somebody else.
  @Flag(help: "Folders of the same name and date of birth are of somebody else.")
  public var confirmNew = false

  /// Nothing was said.
  public init() {}

  /// What was said.
  public var match: PatientMatch {
    if let into { return .folder(into.id) }
    return confirmNew ? .new : .unsaid
  }

  /// Refuses what cannot be meant.
  public func validate() throws {
    if into != nil, confirmNew { throw ValidationError("--into and --confirm-new exclude each other") }
  }
}
