public import Records
internal import Storage

extension PatientFolders {
  /// Removes a document with its content, its thumbnail and MP4, what is to be made of it, and
  /// everything by which it is found, in one transaction (R050).
  ///
  /// - Parameters:
  ///   - rule: says whether it may be removed.
  ///   - isDryRun: whether everything is checked and nothing is removed; looking is an event.
  /// - Returns: the document as it was, in the state `removed`.
  /// - Throws: `document_unknown`, and what `rule` throws.
  public func remove(
    _ id: DocumentID, by rule: RemovalRule = .none, isDryRun: Bool = false
  ) throws(Failure) -> Document {
    if isDryRun {
      return try store.read(.documentShow, of: Subject(.document, id.text)) { (snapshot) throws(Failure) in
        let document = try snapshot.document(id)
        try rule.check(document, snapshot)
        return document.removed
      }
    }
    return try store.write { (transaction) throws(Failure) in
      let (record, document) = try transaction.documentRecord(id)
      try rule.check(document, transaction)
      if let job = try transaction.record(.mediaJob, id.text) {
        try transaction.remove(job, action: .mediaDrop)
      }
      // The trail says, sealed, what the folder had: nothing else does any more.
      try transaction.remove(
        record, action: .documentRemove,
        details: [
          "patient": .text(document.patient?.text), "name": .string(document.name.text),
          "sha256": .text(document.receipt?.sha256),
        ])
      return document.removed
    }.value
  }

  /// Gives a document a category (R046).
  ///
  /// - Parameter before: the category that somebody saw; the document must still have it, unless it
  ///   has the new one already. `nil` for whatever it has.
  /// - Returns: the document as it is now.
  /// - Throws: `document_unknown`; `version_conflict` when it has neither.
  public func categorize(
    _ id: DocumentID, as category: DocumentCategory, from before: DocumentCategory?? = nil
  ) throws(Failure) -> Document {
    try store.write { (transaction) throws(Failure) in
      let (record, document) = try transaction.documentRecord(id)
      if document.category == category {
        // What is right already is no change; the look at it is an event all the same.
        try transaction.note(.documentShow, of: Subject(.document, id.text))
        return document
      }
      if let before, before != document.category {
        throw Failure(
          .versionConflict, "the document \(id) got another category from somebody else meanwhile",
          hint: "look at it again and repeat the change")
      }
      return try transaction.withMedia(try transaction.categorize(record, as: category).document())
    }.value
  }
}

extension Snapshot {
  fileprivate func documentRecord(_ id: DocumentID) throws(Failure) -> (Record, Document) {
    guard let record = try record(.document, id.text) else {
      throw Failure.unknown(id)
    }
    return (record, try withMedia(record.document()))
  }
}
