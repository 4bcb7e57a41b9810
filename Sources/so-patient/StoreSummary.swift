import Folders
import Platform
import Profile
import Records
import Storage

/// A store as `init` shows it: `so.store/1`.
struct StoreSummary: WritableRecord {
  static let schema = "so.store/1"
  let fields: JSONObject

  init(_ store: Store, at profile: Profile, isNew: Bool) throws(Failure) {
    fields = [
      "id": .string(store.id.text), "path": .string(profile.storePath.printable),
      "identity": .string(profile.identityPath.printable), "member_id": .string(store.member.id.text),
      "created": .bool(isNew), "has_recovery_recipient": .bool(try store.hasRecoveryRecipient()),
    ]
  }
}
