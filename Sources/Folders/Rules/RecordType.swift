public import Records

/// What "Add Record" offers (R004): the forms that can be added, which of them make a folder,
/// and what else they make.
public enum RecordType: String, CaseIterable, Sendable {
  /// The Patient Demographics form, the most efficient way to a folder (R005).
  case demographics
  /// The Patient Visit form, which makes a folder and a referral (R006, R007).
  case visit
  /// Who sends the patient, and why.
  case referral
  /// The patient's history.
  case history
  /// Anything else.
  case note

  /// Whether the form makes a folder.
  public var createsFolder: Bool { self == .demographics || self == .visit }

  /// The forms that this one makes along with itself.
  public var alsoCreates: [RecordType] { self == .visit ? [.referral] : [] }

  /// The command that adds it.
  public var command: String {
    switch self {
    case .demographics: "so-patient add"
    case .visit: "so-patient visit"
    case .referral, .history, .note: "so-patient record add"
    }
  }
}

/// A row of the list of forms: `so.record-type/1`.
public struct RecordTypeSummary: WritableRecord {
  /// The kind and its version.
  public static let schema = "so.record-type/1"

  /// Every field in the documented order.
  public let fields: JSONObject

  /// The row of a form.
  public init(_ type: RecordType) {
    fields = [
      "type": .string(type.rawValue), "creates_folder": .bool(type.createsFolder),
      "also_creates": .array(type.alsoCreates.map { .string($0.rawValue) }),
      "command": .string(type.command),
    ]
  }
}
