import AgeFormat
import Keys
import Records
import Storage

/// A member of a store: `so.member/1`.
struct MemberSummary: WritableRecord {
  static let schema = "so.member/1"
  let fields: JSONObject

  init(_ member: Member) {
    fields = [
      "id": .string(member.id.text), "role": .string(member.role.rawValue),
      "label": .text(member.label.isEmpty ? nil : member.label),
      "recipient": .string(member.recipient.ageText),
      "signer": .text(member.signer.map { SSHPublicKey($0).text }), "active": .bool(member.isActive),
    ]
  }
}

/// What removing a member did: `so.member-removal/1`.
struct MemberRemovalSummary: WritableRecord {
  static let schema = "so.member-removal/1"
  let fields: JSONObject

  init(_ removal: MemberRemoval) {
    fields = [
      "member_id": .string(removal.member.id.text),
      "label": .text(removal.member.label.isEmpty ? nil : removal.member.label),
      "epoch": .integer(removal.epoch), "records": .integer(removal.records),
      "old_objects": .integer(removal.oldObjects),
    ]
  }
}
