import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// `so-patient address`
struct AddressGroup: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "address", abstract: "Keep the postal addresses of a folder.",
    subcommands: [AddressAdd.self, AddressRemove.self])
}

/// `so-patient address add P-… -|--file FILE`
struct AddressAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add postal addresses to a folder.",
    discussion: """
      An address is a JSON object with type (home, work, billing, other), street, city, region, \
      postal_code and country; the first three are mandatory.
      """)

  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @OptionGroup var forms: FormOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let folders = try context.folders()
    return try forms.forEach(in: context) { (json) throws(Failure) in
      let address = try PostalAddress(json: json)
      try context.results.add(try folders.add(address, to: id.id, options: change.options))
    }
  }
}

/// `so-patient address remove P-… POSITION`
struct AddressRemove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a postal address from a folder.")

  @Argument(help: ArgumentHelp("The folder.", valueName: "P-…")) var id: IdentifierArgument<PatientKind>
  @Argument(help: ArgumentHelp("The address's place in the list, from 1.", valueName: "PLACE")) var place: Int
  @OptionGroup var change: ChangeOptions
  @OptionGroup var output: OutputOptions

  var resultsMatter: Bool { true }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    try context.results.add(
      try context.folders().removeAddress(at: place, from: id.id, options: change.options))
    return .success
  }
}
