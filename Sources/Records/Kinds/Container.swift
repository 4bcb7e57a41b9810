/// A packed `.sod` container: `so.container/1`.
public struct Container: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.container/1"

  /// Names the container.
  public let id: ContainerID
  /// Where the file lies.
  public let path: RecordedPath
  /// Its size in bytes.
  public let size: Int64
  /// The SHA-256 of the file, 64 hexadecimal digits.
  public let sha256: String
  /// How many documents are in it.
  public let documents: Int64
  /// The folders that they are from.
  public let patients: [PatientID]
  /// The age recipients that it is sealed to.
  public let recipients: [String]
  /// The fingerprint of the key that signed it.
  public let signer: String
  /// When it was packed.
  public let created: Timestamp

  /// A container with these values.
  public init(
    id: ContainerID, path: RecordedPath, size: Int64, sha256: String, documents: Int64, patients: [PatientID],
    recipients: [String], signer: String, created: Timestamp
  ) {
    self.id = id
    self.path = path
    self.size = size
    self.sha256 = sha256
    self.documents = documents
    self.patients = patients
    self.recipients = recipients
    self.signer = signer
    self.created = created
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.identifier("id")
    path = RecordedPath.required("path", reading: &reader)
    size = reader.count("size")
    sha256 = reader.sha256("sha256")
    documents = reader.count("documents")
    patients = reader.identifiers("patients")
    recipients = reader.texts("recipients")
    signer = reader.text("signer")
    created = reader.time("created_at")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .string(id.text), "path": .string(path.text), "path_base64": .text(path.base64),
      "size": .integer(size), "sha256": .string(sha256), "documents": .integer(documents),
      "patients": .array(patients.map { .string($0.text) }),
      "recipients": .array(recipients.map { .string($0) }),
      "signer": .string(signer), "created_at": .time(created),
    ]
  }
}
