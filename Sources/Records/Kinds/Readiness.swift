/// Whether everything of a folder is uploaded and has a category: `so.readiness/1` (R048).
public struct Readiness: WritableRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.readiness/1"

  /// Why something holds up what comes next.
  public enum Reason: String, CaseIterable, Sendable {
    /// The file waits in the queue, or is being put.
    case notUploaded = "not_uploaded"
    /// The file in the queue could not be put.
    case uploadFailed = "upload_failed"
    /// Nobody said what the document is for the reviewer.
    case noCategory = "no_category"
  }

  /// One thing that is not ready.
  public struct Blocker: Hashable, Sendable {
    /// The document, or the file of the queue.
    public let id: String
    /// Its name.
    public let name: FileName
    /// Why it is not ready.
    public let reason: Reason

    /// A blocker with these values.
    public init(id: String, name: FileName, reason: Reason) {
      self.id = id
      self.name = name
      self.reason = reason
    }
  }

  /// The folder.
  public let patient: PatientID
  /// How many documents it has.
  public let documents: Int64
  /// What is not ready; something that has two reasons is there twice.
  public let blocking: [Blocker]

  /// Whether nothing holds up what comes next.
  public var isReady: Bool { blocking.isEmpty }

  /// An answer with these values.
  public init(patient: PatientID, documents: Int64, blocking: [Blocker]) {
    self.patient = patient
    self.documents = documents
    self.blocking = blocking
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "patient_id": .string(patient.text), "ready": .bool(isReady), "documents": .integer(documents),
      "blocking": .array(
        blocking.map { item in
          [
            "id": .string(item.id), "name": .string(item.name.text), "name_base64": .text(item.name.base64),
            "reason": .string(item.reason.rawValue),
          ]
        }),
    ]
  }
}
