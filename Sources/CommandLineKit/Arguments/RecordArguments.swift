public import ArgumentParser
public import Records

extension DocumentCategory: ExpressibleByArgument {}

extension PatientPhone.Kind: ExpressibleByArgument {}

extension PhoneCarrier: ExpressibleByArgument {
  /// Takes a carrier's id.
  public init?(argument: String) { self.init(argument) }

  /// What the shell completes.
  public static var allValueStrings: [String] { all.map(\.id) }
}

extension DocumentSource: ExpressibleByArgument {}

extension UploadProfile: ExpressibleByArgument {}
