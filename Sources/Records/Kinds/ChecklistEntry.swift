/// One part of the set of documents that is recommended for a second opinion, and whether the
/// folder has it: `so.checklist/1` (R053).
public struct ChecklistEntry: WritableRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.checklist/1"

  /// The parts of the set.
  public enum Item: String, CaseIterable, Sendable {
    /// The latest report of a doctor.
    case doctorReport = "doctor_report"
    /// Recent imaging.
    case imaging
    /// Laboratory results.
    case labs
    /// A summary of a treatment.
    case treatmentSummary = "treatment_summary"
    /// The list of medications.
    case medicationList = "medication_list"
  }

  /// The folder.
  public let patient: PatientID
  /// The part.
  public let item: Item
  /// How many documents of the folder are such.
  public let documents: Int64
  /// The newest one.
  public let document: DocumentID?
  /// Its name.
  public let name: FileName?
  /// Its date.
  public let date: CivilDate?
  /// Whether its date is within the last year; `nil` when there is none.
  public let isRecent: Bool?

  /// Whether the folder has it.
  public var isPresent: Bool { document != nil }

  /// An entry with these values.
  public init(
    patient: PatientID, item: Item, documents: Int64, document: DocumentID?, name: FileName?,
    date: CivilDate?, isRecent: Bool?
  ) {
    self.patient = patient
    self.item = item
    self.documents = documents
    self.document = document
    self.name = name
    self.date = date
    self.isRecent = isRecent
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "patient_id": .string(patient.text), "item": .string(item.rawValue), "present": .bool(isPresent),
      "recent": isRecent.map(JSONValue.bool) ?? .null, "documents": .integer(documents),
      "document_id": .text(document?.text), "name": .text(name?.text), "name_base64": .text(name?.base64),
      "date": .text(date?.iso8601),
    ]
  }
}
