import ArgumentParser
import CommandLineKit

/// `so-sod contact`
struct ContactGroup: VerbGroup {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "Keep the keys of those you exchange containers with.",
    subcommands: [
      ContactAdd.self, ContactEditVerb.self, ContactRemove.self, ContactList.self, ContactVerify.self,
    ])
}
