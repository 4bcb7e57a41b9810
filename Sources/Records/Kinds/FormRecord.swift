/// A form of a folder other than the registration: `so.record/1` (R006, R007, R030).
public struct FormRecord: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.record/1"

  /// Names the form.
  public let id: FormID
  /// The folder that it is in.
  public let patient: PatientID
  /// What kind of form it is, as in `referral`.
  public let type: String
  /// The form that made this one along with itself; `nil` for one that was filled in (R007).
  public let alsoCreatedBy: String?
  /// What was filled in.
  public let form: JSONObject
  /// What a person should know about it, as code words (R008).
  public let warnings: [String]
  /// When it was added.
  public let created: Timestamp

  /// A form with these values.
  public init(
    id: FormID, patient: PatientID, type: String, alsoCreatedBy: String? = nil, form: JSONObject,
    warnings: [String] = [], created: Timestamp
  ) {
    self.id = id
    self.patient = patient
    self.type = type
    self.alsoCreatedBy = alsoCreatedBy
    self.form = form
    self.warnings = warnings
    self.created = created
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.identifier("id")
    patient = reader.identifier("patient_id")
    type = reader.text("type")
    alsoCreatedBy = reader.optionalText("also_created_by")
    form = reader.optionalObject("form") ?? [:]
    warnings = reader.texts("warnings")
    created = reader.time("created_at")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .string(id.text), "patient_id": .string(patient.text), "type": .string(type),
      "also_created_by": .text(alsoCreatedBy), "form": .object(form),
      "warnings": .array(warnings.map(JSONValue.string)), "created_at": .time(created),
    ]
  }
}
