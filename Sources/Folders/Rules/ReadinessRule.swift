public import Records
internal import Storage

/// The rule that nothing goes on before every file is uploaded and has a category (R048).
public enum ReadinessRule {
  /// What of a folder is not ready: documents without a category, and files of the queue that are
  /// not documents yet.
  public static func blocking(documents: [Document], uploads: [Upload]) -> [Readiness.Blocker] {
    documents.flatMap(blockers) + uploads.flatMap(blockers)
  }

  private static func blockers(_ document: Document) -> [Readiness.Blocker] {
    guard document.state == .done, let id = document.id, document.category == nil else { return [] }
    return [Readiness.Blocker(id: id.text, name: document.name, reason: .noCategory)]
  }

  private static func blockers(_ upload: Upload) -> [Readiness.Blocker] {
    guard let id = upload.id?.text else { return [] }
    let reason: Readiness.Reason
    switch upload.state {
    // What is done is one of the documents, and what is removed holds up nothing.
    case .done, .removed: return []
    case .queued, .sending, .verifying: reason = .notUploaded
    case .failed: reason = .uploadFailed
    }
    let reasons = upload.category == nil ? [reason, .noCategory] : [reason]
    return reasons.map { Readiness.Blocker(id: id, name: upload.name, reason: $0) }
  }
}

extension PatientFolders {
  /// Whether everything of a folder is uploaded and has a category (R048); looking is an event.
  ///
  /// - Throws: `patient_unknown`.
  public func readiness(of id: PatientID) throws(Failure) -> Readiness {
    try store.read(.documentList, of: Subject(.patient, id.text)) { (snapshot) throws(Failure) in
      let documents = try snapshot.documents(of: id)
      var uploads: [Upload] = []
      try snapshot.forEachUpload(of: id) { uploads.append($0) }
      return Readiness(
        patient: id, documents: Int64(documents.count),
        blocking: ReadinessRule.blocking(documents: documents, uploads: uploads))
    }
  }
}
