internal import Records
internal import Storage

/// A queued file as it is sealed in the store: where it is, and nothing of its content.
struct StoredUpload: JSONRecord {
  static let schema = "so.stored-upload/1"

  let name: FileName
  /// From the root of the file system.
  let path: RecordedPath
  var category: DocumentCategory?
  var source: DocumentSource?
  let profile: UploadProfile
  /// In bytes, when it was queued; of the document, when it was put.
  var size: Int64
  /// The file's time of change when it was queued, in nanoseconds since 1970.
  var modified: Int64
  var isChanged = false
  var document: DocumentID?
  var receipt: UploadReceipt?
  var failure: JSONObject?

  init(
    name: FileName, path: RecordedPath, category: DocumentCategory?, source: DocumentSource?,
    profile: UploadProfile, size: Int64, modified: Int64
  ) {
    self.name = name
    self.path = path
    self.category = category
    self.source = source
    self.profile = profile
    self.size = size
    self.modified = modified
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    name = FileName.required("name", reading: &reader)
    path = RecordedPath.required("path", reading: &reader)
    category = reader.optional("category", "a category") { DocumentCategory(rawValue: $0) }
    source = reader.optional("source", "camera or gallery") { DocumentSource(rawValue: $0) }
    profile = reader.required("profile", "folder or request", standIn: .folder) {
      UploadProfile(rawValue: $0)
    }
    size = reader.count("size")
    modified = reader.integer("modified")
    isChanged = reader.bool("changed")
    document = reader.optionalIdentifier("document_id")
    receipt = reader.optionalObject("receipt").flatMap { UploadReceipt($0, path: "receipt.", &reader) }
    failure = reader.optionalObject("error")
  }

  var fields: JSONObject {
    [
      "name": .string(name.text), "name_base64": .text(name.base64),
      "path": .string(path.text), "path_base64": .text(path.base64),
      "category": .text(category?.rawValue), "source": .text(source?.rawValue),
      "profile": .string(profile.rawValue), "size": .integer(size),
      "modified": .integer(modified), "changed": .bool(isChanged), "document_id": .text(document?.text),
      "receipt": receipt?.json ?? .null, "error": failure.map(JSONValue.object) ?? .null,
    ]
  }
}

extension Record {
  /// The queued file as the tools show it.
  func upload() throws(Failure) -> Upload {
    guard let id = UploadID(id), let patient = parent.flatMap({ PatientID($0) }),
      let state = Upload.State(rawValue: state)
    else { throw Failure(.recordAltered, "a queued file is malformed") }
    let stored = try value(as: StoredUpload.self)
    return Upload(
      id: id, patient: patient, name: stored.name, path: stored.path, category: stored.category,
      source: stored.source, profile: stored.profile, size: stored.size, state: state,
      isChanged: stored.isChanged,
      document: stored.document, receipt: state == .done ? stored.receipt : nil, failure: stored.failure,
      queued: created, updated: updated)
  }
}
