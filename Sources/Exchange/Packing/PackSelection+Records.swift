public import Records

extension PackSelection {
  /// What a record of a mixed stream is to a selection.
  public enum Mention: Hashable, Sendable {
    /// It names a folder or a document, which is chosen now.
    case chosen
    /// It is of another kind, or its document was removed on purpose.
    case passedOver
    /// It stands for a document that is in no folder: what is packed would lack it.
    case lacking(FieldProblem)
  }

  /// Adds what a record of a mixed stream names: a folder, a document that is kept, or an upload
  /// that became one.
  ///
  /// - Throws: what the strict reader throws.
  public mutating func add(_ record: JSONObject) throws(Failure) -> Mention {
    switch record.schema {
    case Patient.schema?:
      add(.folder(try Patient(json: record).id))
      return .chosen
    case Document.schema?:
      let document = try Document(json: record)
      switch document.state {
      case .done: return try add(document.id, of: document.patient)
      case .removed: return .passedOver
      case .failed:
        return Self.lacking(document.path ?? RecordedPath(document.name), Self.reason(document.failure))
      }
    case Upload.schema?:
      let upload = try Upload(json: record)
      switch upload.state {
      case .done: return try add(upload.document, of: upload.patient)
      case .removed: return .passedOver
      case .failed: return Self.lacking(upload.path, Self.reason(upload.failure))
      case .queued, .sending, .verifying: return Self.lacking(upload.path, "is \(upload.state.rawValue)")
      }
    default: return .passedOver
    }
  }

  private mutating func add(_ id: DocumentID?, of patient: PatientID?) throws(Failure) -> Mention {
    guard let id else { throw Failure(.recordInvalid, "a record of a document that is kept has no id") }
    add(.document(id, in: patient))
    return .chosen
  }

  private static func lacking(_ path: RecordedPath, _ why: String) -> Mention {
    .lacking(FieldProblem(path.text, .notUploaded, why))
  }

  /// Why it was not taken, as the record has it.
  private static func reason(_ error: JSONObject?) -> String {
    guard case .string(let code)? = error?["code"], case .string(let message)? = error?["message"] else {
      return "was not taken"
    }
    return "\(code): \(message)"
  }
}
