public import Records

/// One document, record or part of a store in a container, as the manifest describes it.
public struct ManifestEntry: Hashable, Sendable {
  /// What an entry holds.
  public enum Kind: String, CaseIterable, Sendable {
    /// A document, below `documents/`.
    case document
    /// A patient's record as JSON, below `patients/`.
    case patient
    /// A form of a folder as JSON, below `forms/`.
    case form
    /// An appointment of a folder's patient as JSON, below `appointments/`.
    case appointment
    /// A part of a whole store, sealed as it is there, below `store/`.
    case store

    /// The folder that entries of the kind lie in.
    var folder: String {
      switch self {
      case .document: "documents"
      case .patient: "patients"
      case .form: "forms"
      case .appointment: "appointments"
      case .store: "store"
      }
    }
  }

  /// Where the entry lies in the container and, unpacked, on disk.
  public let path: String
  /// What it holds.
  public let kind: Kind
  /// Its length in bytes.
  public let size: Int64
  /// Its media type (RFC 6838).
  public let mediaType: String
  /// What a document is for the reviewer.
  public let category: DocumentCategory?
  /// The document, in the sender's store.
  public let documentID: DocumentID?
  /// The folder that it is from, in the sender's store.
  public let patientID: PatientID?
  /// The document's own name, of which the path has a tamed form.
  public let name: FileName
}

extension ManifestEntry {
  /// Reads an entry at `path` of the manifest; what is wrong goes to `reader`.
  init?(_ object: JSONObject, path place: String, _ manifest: inout ObjectReader) {
    var reader = ObjectReader(object, what: "entry", path: place)
    let kind = reader.required(
      "kind", "document, patient, form, appointment or store", standIn: Kind.document
    ) {
      Kind(rawValue: $0)
    }
    path = reader.required("path", "a path that fits the entry's kind", standIn: "") {
      EntryPath.lies($0, in: kind.folder) ? $0 : nil
    }
    self.kind = kind
    size = reader.integer("size")
    if size < 0 || size > 1 << 50 { reader.refuse("size", .valueInvalid, "is not the size of a file") }
    mediaType = reader.text("media_type")
    category = reader.optional("category", "a category") { DocumentCategory(rawValue: $0) }
    documentID = reader.optionalIdentifier("document_id")
    patientID = reader.optionalIdentifier("patient_id")
    name = FileName.required("name", reading: &reader)
    if name.bytes.count > 4096 { reader.refuse("name", .valueInvalid, "is not the name of a file") }
    do throws(Failure) { try reader.finish() } catch {
      manifest.adopt(error.fields)
      return nil
    }
  }

  /// Every field in the documented order.
  var json: JSONObject {
    [
      "path": .string(path), "kind": .string(kind.rawValue), "size": .integer(size),
      "media_type": .string(mediaType), "category": .text(category?.rawValue),
      "document_id": .text(documentID?.text), "patient_id": .text(patientID?.text),
      "name": .string(name.text), "name_base64": .text(name.base64),
    ]
  }
}
