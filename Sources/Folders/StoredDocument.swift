internal import Records

/// A document as it is sealed in the store; its content is an object of the same record.
struct StoredDocument: JSONRecord {
  static let schema = "so.stored-document/1"

  let name: FileName
  /// Where it was read from; absent for a stream, for what came by a container, and in what was
  /// sealed before paths were kept.
  let path: RecordedPath?
  var category: DocumentCategory?
  let source: DocumentSource?
  /// What it was put for; `nil` for one that a container brought, or that is older than profiles.
  let profile: UploadProfile?
  let mediaType: String
  let size: Int64
  let sha256: String
  let stored: Timestamp

  init(
    name: FileName, path: RecordedPath? = nil, category: DocumentCategory?, source: DocumentSource? = nil,
    profile: UploadProfile? = nil, mediaType: String, size: Int64, sha256: String, stored: Timestamp
  ) {
    self.name = name
    self.path = path
    self.category = category
    self.source = source
    self.profile = profile
    self.mediaType = mediaType
    self.size = size
    self.sha256 = sha256
    self.stored = stored
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    name = FileName.required("name", reading: &reader)
    path = RecordedPath("path", reading: &reader)
    category = reader.optional("category", "a category") { DocumentCategory(rawValue: $0) }
    source = reader.optional("source", "camera or gallery") { DocumentSource(rawValue: $0) }
    profile = reader.optional("profile", "folder or request") { UploadProfile(rawValue: $0) }
    mediaType = reader.text("media_type")
    size = reader.integer("size")
    sha256 = reader.text("sha256")
    stored = reader.time("stored_at")
  }

  var fields: JSONObject {
    [
      "name": .string(name.text), "name_base64": .text(name.base64), "path": .text(path?.text),
      "path_base64": .text(path?.base64), "category": .text(category?.rawValue),
      "source": .text(source?.rawValue), "profile": .text(profile?.rawValue),
      "media_type": .string(mediaType), "size": .integer(size), "sha256": .string(sha256),
      "stored_at": .time(stored),
    ]
  }

  /// The same document in another category, or in none.
  func with(category: DocumentCategory?) -> StoredDocument {
    var document = self
    document.category = category
    return document
  }

  /// The document as the tools show it.
  func document(_ id: DocumentID, in patient: PatientID) -> Document {
    Document(
      id: id, patient: patient, name: name, category: category, source: source, profile: profile,
      mediaType: mediaType, size: size,
      state: .done,
      receipt: UploadReceipt(sha256: sha256, size: size, stored: stored, auditHead: nil))
  }
}
