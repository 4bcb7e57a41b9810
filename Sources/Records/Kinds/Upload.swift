/// A file that waits to be put into a folder, is being put, was put, or could not be:
/// `so.upload/1` (R035, R036, R049).
public struct Upload: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.upload/1"

  /// How far it is (R036).
  public enum State: String, CaseIterable, Sendable {
    /// Waits to be started.
    case queued
    /// A process reads and seals it.
    case sending
    /// Committed; what the store has of it is being looked at.
    case verifying
    /// It is a document of the folder.
    case done
    /// Not taken; `error` says why.
    case failed
    /// Taken out of the queue.
    case removed
  }

  /// Names it; `nil` for a file that was not queued.
  public let id: UploadID?
  /// The folder it is to go into.
  public let patient: PatientID?
  /// The name that the document will have.
  public let name: FileName
  /// The file, from the root of the file system.
  public let path: RecordedPath
  /// What it is for the reviewer, when somebody said.
  public let category: DocumentCategory?
  /// Where a mobile device had it from, when somebody said.
  public let source: DocumentSource?
  /// What it is put for, and so which rules it is held against (R042).
  public let profile: UploadProfile
  /// Its size in bytes when it was queued, or when it was put; `nil` when it could not be read.
  public let size: Int64?
  /// How far it is.
  public let state: State
  /// Whether the file was another one when it was put than when it was queued.
  public let isChanged: Bool
  /// The document that it became.
  public let document: DocumentID?
  /// Says that it is kept; only with the state `done`.
  public let receipt: UploadReceipt?
  /// Why it was not taken.
  public let failure: JSONObject?
  /// When it was queued.
  public let queued: Timestamp?
  /// When its state changed last.
  public let updated: Timestamp?

  /// An upload with these values.
  public init(
    id: UploadID?, patient: PatientID?, name: FileName, path: RecordedPath, category: DocumentCategory?,
    source: DocumentSource?, profile: UploadProfile = .folder, size: Int64?, state: State,
    isChanged: Bool = false, document: DocumentID? = nil,
    receipt: UploadReceipt? = nil, failure: JSONObject? = nil, queued: Timestamp? = nil,
    updated: Timestamp? = nil
  ) {
    self.id = id
    self.patient = patient
    self.name = name
    self.path = path
    self.category = category
    self.source = source
    self.profile = profile
    self.size = size
    self.state = state
    self.isChanged = isChanged
    self.document = document
    self.receipt = receipt
    self.failure = failure
    self.queued = queued
    self.updated = updated
  }

  /// How much is done, in hundredths; 100 only for what is committed and was looked at (R049).
  public var percent: Int64 {
    switch state {
    case .queued, .sending, .failed, .removed: 0
    case .verifying: 99
    case .done: 100
    }
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.optionalIdentifier("id")
    patient = reader.optionalIdentifier("patient_id")
    name = FileName.required("name", reading: &reader)
    path = RecordedPath.required("path", reading: &reader)
    category = reader.optional("category", "a category") { DocumentCategory(rawValue: $0) }
    source = reader.optional("source", "camera or gallery") { DocumentSource(rawValue: $0) }
    profile = reader.required("profile", "folder or request", standIn: .folder) {
      UploadProfile(rawValue: $0)
    }
    size = reader.optionalCount("size")
    state = reader.required("state", "queued, sending, verifying, done, failed or removed", standIn: .failed)
    {
      State(rawValue: $0)
    }
    reader.ignore("percent")
    isChanged = reader.optionalBool("changed") ?? false
    document = reader.optionalIdentifier("document_id")
    receipt = reader.optionalObject("receipt").flatMap { UploadReceipt($0, path: "receipt.", &reader) }
    failure = reader.optionalObject("error")
    queued = reader.optionalTime("queued_at")
    updated = reader.optionalTime("updated_at")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .text(id?.text), "patient_id": .text(patient?.text),
      "name": .string(name.text), "name_base64": .text(name.base64),
      "path": .string(path.text), "path_base64": .text(path.base64),
      "category": .text(category?.rawValue), "source": .text(source?.rawValue),
      "profile": .string(profile.rawValue), "size": .number(size),
      "state": .string(state.rawValue), "percent": .integer(percent), "changed": .bool(isChanged),
      "document_id": .text(document?.text), "receipt": receipt?.json ?? .null,
      "error": failure.map(JSONValue.object) ?? .null,
      "queued_at": .time(queued), "updated_at": .time(updated),
    ]
  }
}
