public import ArgumentParser
public import Profile
public import Records

/// What follows `--to`: a contact's name, `age1…`, or `@FILE`, whose name need not be UTF-8.
public struct RecipientArgument: ExpressibleByArgument {
  private let text: String
  private let file: PathArgument?

  /// Takes the text.
  public init?(argument: String) {
    text = argument
    file = argument.hasPrefix("@") ? PathArgument(argument: String(argument.dropFirst())) : nil
    guard file != nil || !argument.hasPrefix("@") else { return nil }
  }

  /// Whom it names.
  ///
  /// - Throws: what `Profile.recipients` throws.
  public func resolve(_ profile: Profile) throws(Failure) -> [ResolvedRecipient] {
    if let file { return try profile.recipients(in: file.path) }
    return try profile.recipients(text)
  }
}
