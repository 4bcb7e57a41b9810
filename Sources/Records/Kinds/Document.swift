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
    /// Removed from its folder (R050).
    case removed
  }

  /// Names the document; `nil` when it was not taken.
  public let id: DocumentID?
  /// The folder it is in, or was to go into.
  public let patient: PatientID?
  /// Its file name.
  public let name: FileName
  /// Where the file was read from; `nil` for a document that is listed from a store.
  public private(set) var path: RecordedPath?
  /// What it is for the reviewer, when somebody said.
  public let category: DocumentCategory?
  /// What it may be for the reviewer, where nobody said and a guess was asked for (R047).
  public private(set) var categoryGuess: DocumentCategory?
  /// Where a mobile device had it from (R033), when somebody said.
  public let source: DocumentSource?
  /// What it was put for (R042); `nil` for a document that came in otherwise.
  public let profile: UploadProfile?
  /// Its media type (RFC 6838).
  public let mediaType: String?
  /// Its size in bytes, when it could be read.
  public let size: Int64?
  /// What became of it.
  public private(set) var state: State
  /// Whether it was there before it was put.
  public private(set) var already: Bool
  /// Why it was not taken.
  public private(set) var failure: JSONObject?
  /// Says that it is kept.
  public private(set) var receipt: UploadReceipt?
  /// What stands for it in a list, when there is something (R039, R040).
  public private(set) var preview: DocumentPreview?
  /// What is made of it beside it, for a video (R038).
  public private(set) var derivative: DocumentDerivative?

  /// A document with these values.
  public init(
    id: DocumentID?, patient: PatientID?, name: FileName, path: RecordedPath? = nil,
    category: DocumentCategory?,
    source: DocumentSource? = nil, profile: UploadProfile? = nil,
    mediaType: String?, size: Int64?, state: State, already: Bool = false, failure: Failure? = nil,
    receipt: UploadReceipt? = nil, preview: DocumentPreview? = nil, derivative: DocumentDerivative? = nil
  ) {
    self.id = id
    self.patient = patient
    self.name = name
    self.path = path
    self.category = category
    self.source = source
    self.profile = profile
    self.mediaType = mediaType
    self.size = size
    self.state = state
    self.already = already
    self.failure = failure?.json
    self.receipt = receipt
    self.preview = preview
    self.derivative = derivative
  }

  /// The same document with what stands for it and what is made of it.
  public func with(preview: DocumentPreview?, derivative: DocumentDerivative?) -> Document {
    var document = self
    document.preview = preview
    document.derivative = derivative
    return document
  }

  /// The same document with what its category may be: a proposal, kept nowhere (R047).
  public func with(categoryGuess: DocumentCategory?) -> Document {
    var document = self
    document.categoryGuess = categoryGuess
    return document
  }

  /// The same document, not taken since it passed a limit: `error.limit_bytes` says which (R043).
  public func with(limitBytes: Int64) -> Document {
    var document = self
    document.failure?["limit_bytes"] = .integer(limitBytes)
    return document
  }

  /// The same document, its receipt with the audit trail's head.
  public func with(auditHead: String) -> Document {
    var document = self
    document.receipt = receipt?.with(auditHead: auditHead)
    return document
  }

  /// The same document, found to be there when it was put.
  public var markedAlready: Document {
    var document = self
    document.already = true
    return document
  }

  /// The same document, removed: nothing says any more that it is kept.
  public var removed: Document {
    var document = self
    document.state = .removed
    document.receipt = nil
    document.preview = nil
    document.derivative = nil
    return document
  }

  /// The same document, read from `path`, its receipt with the audit trail's head.
  public func taken(from path: RecordedPath?, auditHead: String?) -> Document {
    var document = self
    document.path = path
    if let auditHead { document.receipt = receipt?.with(auditHead: auditHead) }
    return document
  }

  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.optionalIdentifier("id")
    patient = reader.optionalIdentifier("patient_id")
    name = FileName.required("name", reading: &reader)
    path = RecordedPath("path", reading: &reader)
    category = reader.optional("category", "a category") { DocumentCategory(rawValue: $0) }
    categoryGuess = reader.optional("category_guess", "a category") { DocumentCategory(rawValue: $0) }
    source = reader.optional("source", "camera or gallery") { DocumentSource(rawValue: $0) }
    profile = reader.optional("profile", "folder or request") { UploadProfile(rawValue: $0) }
    mediaType = reader.optionalText("media_type")
    size = reader.optionalCount("size")
    state = reader.required("state", "done, failed or removed", standIn: .failed) { State(rawValue: $0) }
    already = reader.optionalBool("already") ?? false
    failure = reader.optionalObject("error")
    receipt = reader.optionalObject("receipt").flatMap { UploadReceipt($0, path: "receipt.", &reader) }
    preview = reader.optionalObject("preview").flatMap { DocumentPreview($0, path: "preview.", &reader) }
    derivative = reader.optionalObject("derivative").flatMap {
      DocumentDerivative($0, path: "derivative.", &reader)
    }
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .text(id?.text), "patient_id": .text(patient?.text),
      "name": .string(name.text), "name_base64": .text(name.base64),
      "path": .text(path?.text), "path_base64": .text(path?.base64),
      "category": .text(category?.rawValue), "category_guess": .text(categoryGuess?.rawValue),
      "source": .text(source?.rawValue),
      "profile": .text(profile?.rawValue), "media_type": .text(mediaType), "size": .number(size),
      "state": .string(state.rawValue), "already": .bool(already),
      "error": failure.map(JSONValue.object) ?? .null,
      "receipt": receipt?.json ?? .null, "preview": preview?.json ?? .null,
      "derivative": derivative?.json ?? .null,
    ]
  }
}
