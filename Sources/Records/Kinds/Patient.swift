/// A patient's folder as the tools show it: `so.patient/1` (R028).
public struct Patient: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.patient/1"

  /// The form that made the folder (R005, R006).
  public enum Form: String, Sendable {
    /// The Patient Demographics form.
    case demographics
    /// The Patient Visit form.
    case visit
    /// The form was a `.sod` container from somebody else.
    case container
  }

  /// The folder's name.
  public let id: PatientID
  /// Counts the changes, from 1; an edit must name the one it was made on.
  public let version: Int64
  /// The form that made the folder.
  public let createdByForm: Form
  /// Who the patient is.
  public let demographics: Demographics
  /// Phones and postal addresses (R014).
  public let additional: AdditionalInformation
  /// How many documents the folder holds.
  public let documents: Int64
  /// The folder that this one was merged into, when it was.
  public let mergedInto: PatientID?
  /// When the folder was made.
  public let created: Timestamp
  /// When it was changed last.
  public let updated: Timestamp

  /// A folder with these values.
  public init(
    id: PatientID, version: Int64, createdByForm: Form, demographics: Demographics,
    additional: AdditionalInformation = .none, documents: Int64, mergedInto: PatientID? = nil,
    created: Timestamp, updated: Timestamp
  ) {
    self.id = id
    self.version = version
    self.createdByForm = createdByForm
    self.demographics = demographics
    self.additional = additional
    self.documents = documents
    self.mergedInto = mergedInto
    self.created = created
    self.updated = updated
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.identifier("id")
    version = reader.integer("version")
    createdByForm = reader.required("created_by_form", "a form's name", standIn: .demographics) {
      Form(rawValue: $0)
    }
    demographics = Demographics(reading: &reader)
    additional = AdditionalInformation("additional", reading: &reader)
    documents = reader.count("documents")
    mergedInto = reader.optionalIdentifier("merged_into")
    created = reader.time("created_at")
    updated = reader.time("updated_at")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    var object: JSONObject = [
      "id": .string(id.text), "version": .integer(version),
      "created_by_form": .string(createdByForm.rawValue),
    ]
    for (key, value) in demographics.json.pairs { object[key] = value }
    object["additional"] = additional.json
    object["documents"] = .integer(documents)
    object["merged_into"] = .text(mergedInto?.text)
    object["created_at"] = .time(created)
    object["updated_at"] = .time(updated)
    return object
  }
}
