/// A document of a folder, or one that could not be taken: `so.document/1` (R032, R036, R046).
public struct Document: JSONRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.document/1"

  /// What became of it (R036).
  public enum State: String, Sendable {
    /// Sealed, durable and committed; there is a receipt.
    case done
    /// Not taken; `error` says why.
    case failed
  }

  /// Names the document; `nil` when it was not taken.
  public let id: DocumentID?
  /// The folder it is in, or was to go into.
  public let patient: PatientID?
  /// Its file name.
  public let name: FileName
  /// Where the file was read from; `nil` for a document that is listed from a store.
  public let path: FileName?
  /// What it is for the reviewer, when somebody said.
  public let category: DocumentCategory?
  /// Its media type (RFC 6838).
  public let mediaType: String?
  /// Its size in bytes, when it could be read.
  public let size: Int64?
  /// What became of it.
  public let state: State
  /// Whether it was there before it was put.
  public let already: Bool
  /// Why it was not taken.
  public let failure: JSONObject?
  /// Says that it is kept.
  public let receipt: UploadReceipt?

  /// A document with these values.
  public init(
    id: DocumentID?, patient: PatientID?, name: FileName, path: FileName? = nil, category: DocumentCategory?,
    mediaType: String?, size: Int64?, state: State, already: Bool = false, failure: Failure? = nil,
    receipt: UploadReceipt? = nil
  ) {
    self.id = id
    self.patient = patient
    self.name = name
    self.path = path
    self.category = category
    self.mediaType = mediaType
    self.size = size
    self.state = state
    self.already = already
    self.failure = failure?.json
    self.receipt = receipt
  }

  /// The same document, its receipt with the audit trail's head.
  public func with(auditHead: String) -> Document {
    Document(
      id: id, patient: patient, name: name, path: path, category: category, mediaType: mediaType, size: size,
      state: state, receipt: receipt?.with(auditHead: auditHead))
  }

  /// The same document, found to be there when it was put.
  public var markedAlready: Document {
    Document(
      id: id, patient: patient, name: name, path: path, category: category, mediaType: mediaType, size: size,
      state: state, already: true, receipt: receipt)
  }

  /// The same document, read from `path`, its receipt with the audit trail's head.
  public func taken(from path: FileName, auditHead: String?) -> Document {
    Document(
      id: id, patient: patient, name: name, path: path, category: category, mediaType: mediaType, size: size,
      state: state, already: already, receipt: auditHead.map { receipt?.with(auditHead: $0) } ?? receipt)
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.optionalIdentifier("id")
    patient = reader.optionalIdentifier("patient_id")
    name = FileName.required("name", reading: &reader)
    path = FileName("path", reading: &reader)
    category = reader.optional("category", "a category") { DocumentCategory(rawValue: $0) }
    mediaType = reader.optionalText("media_type")
    size = reader.optionalCount("size")
    state = reader.required("state", "done or failed", standIn: .failed) { State(rawValue: $0) }
    already = reader.optionalBool("already") ?? false
    failure = reader.optionalObject("error")
    receipt = reader.optionalObject("receipt").flatMap { UploadReceipt($0, path: "receipt.", &reader) }
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .text(id?.text), "patient_id": .text(patient?.text),
      "name": .string(name.text), "name_base64": .text(name.base64),
      "path": .text(path?.text), "path_base64": .text(path?.base64),
      "category": .text(category?.rawValue), "media_type": .text(mediaType), "size": .number(size),
      "state": .string(state.rawValue), "already": .bool(already),
      "error": failure.map(JSONValue.object) ?? .null,
      "receipt": receipt?.json ?? .null,
    ]
  }
}
