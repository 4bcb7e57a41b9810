import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Profile
import Records
import Storage

/// `so-patient whoami`
struct WhoAmI: Verb {
  static let configuration = CommandConfiguration(
    commandName: "whoami", abstract: "Show as whom you work: store, member, role, first view.")
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let profile = try context.profile()
    try context.results.add(SessionSummary(try profile.openStore(for: context), at: profile))
    return .success
  }
}

/// As whom one works: `so.session/1` (R001, R002).
struct SessionSummary: WritableRecord {
  static let schema = "so.session/1"
  let fields: JSONObject

  init(_ store: Store, at profile: Profile) {
    let member = store.member
    fields = [
      "store_id": .string(store.id.text), "store": .string(profile.storePath.printable),
      "member_id": .string(member.id.text), "label": .text(member.label.isEmpty ? nil : member.label),
      "role": .string(member.role.rawValue),
      "default_view": .string(FolderView(landingOf: member.role).rawValue),
      "identity": .string(profile.identityPath.printable),
    ]
  }
}
