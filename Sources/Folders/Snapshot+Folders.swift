public import Records
public import Storage

extension Snapshot {
  /// The folder of this id.
  ///
  /// - Throws: `patient_unknown`.
  public func patient(_ id: PatientID) throws(Failure) -> Patient {
    guard let record = try record(.patient, id.text) else {
      throw Failure.unknown(id)
    }
    return try patient(record)
  }

  func patient(_ record: Record) throws(Failure) -> Patient {
    try record.patient(documents: try documentCount(of: record))
  }

  /// How many documents a folder holds, with those of the folders that were merged into it.
  func documentCount(of record: Record) throws(Failure) -> Int64 {
    var documents = try count(.document, parent: record.id)
    // Most folders have nothing merged into them, and counting that is quick.
    guard try count(.patient, parent: record.id) > 0 else { return documents }
    for merged in try headers(.patient, parent: record.id) {
      documents += try count(.document, parent: merged.id)
    }
    return documents
  }

  /// The id of a folder, and behind it those of the folders that were merged into it.
  ///
  /// - Throws: `patient_unknown`.
  func folderAndMerged(_ id: PatientID) throws(Failure) -> [String] {
    guard try header(.patient, id.text) != nil else {
      throw Failure.unknown(id)
    }
    return [id.text] + (try headers(.patient, parent: id.text)).map(\.id)
  }

  /// The documents of a folder, oldest first; those of the folders that were merged into it
  /// follow, as documents of this one.
  ///
  /// - Throws: `patient_unknown`.
  public func documents(of id: PatientID) throws(Failure) -> [Document] {
    var documents: [Document] = []
    for folder in try folderAndMerged(id) {
      var last: Int64 = 0
      while true {
        let page = try records(.document, parent: folder, after: last)
        for record in page { documents.append(try withMedia(record.document(in: id))) }
        guard let end = page.last else { break }
        last = end.serial
      }
    }
    return documents
  }

  /// The document of this id.
  ///
  /// - Throws: `document_unknown`.
  public func document(_ id: DocumentID) throws(Failure) -> Document {
    guard let record = try record(.document, id.text) else {
      throw Failure.unknown(id)
    }
    return try withMedia(record.document())
  }

  /// Lets the content of a document be read later.
  ///
  /// - Throws: `document_unknown`.
  public func contentOpener(of id: DocumentID) throws(Failure) -> ObjectOpener {
    guard let object = try objects(of: .document, id.text).first(where: { $0.name == StoredDocument.content })
    else {
      throw Failure.unknown(id)
    }
    return try opener(of: object, of: .document)
  }
}

extension Record {
  func patient(documents: Int64) throws(Failure) -> Patient {
    try patient(try value(as: StoredFolder.self), documents: documents)
  }

  /// The folder as it is, or would be, with this content.
  func patient(_ folder: StoredFolder, documents: Int64) throws(Failure) -> Patient {
    guard let id = PatientID(id), let created, let updated else {
      throw Failure(.internalError, "a folder's id is none")
    }
    return Patient(
      id: id, version: version, createdByForm: folder.createdByForm, demographics: folder.demographics,
      additional: folder.additional, documents: documents, mergedInto: parent.flatMap { PatientID($0) },
      created: created, updated: updated)
  }

  func document() throws(Failure) -> Document {
    guard let id = DocumentID(id), let patient = parent.flatMap({ PatientID($0) }) else {
      throw Failure(.internalError, "a document's id is none")
    }
    return try value(as: StoredDocument.self).document(id, in: patient)
  }

  /// The document as one of the folder `patient`, which its own was merged into.
  func document(in patient: PatientID) throws(Failure) -> Document {
    guard let id = DocumentID(id) else { throw Failure(.internalError, "a document's id is none") }
    return try value(as: StoredDocument.self).document(id, in: patient)
  }
}

extension WriteTransaction {
  /// Adds a folder with its search card and look-ups.
  func insertFolder(
    _ id: PatientID, _ folder: StoredFolder, more lookups: [Lookup] = [], action: EventAction
  ) throws(Failure) -> Record {
    try insert(
      Record(.patient, id: id.text, value: folder),
      index: RecordIndex(
        card: SearchCard(folder.demographics).bytes,
        lookups: FolderKeys.all(of: folder.demographics) + lookups),
      action: action)
  }

  /// Adds a document whose content was staged.
  func insertDocument(
    _ id: DocumentID, in patient: PatientID, _ document: StoredDocument, content: StagedObject,
    lookups: [Lookup] = [], action: EventAction
  ) throws(Failure) {
    _ = try insert(
      Record(.document, id: id.text, parent: patient.text, value: document),
      index: RecordIndex(lookups: lookups + DocumentKeys.all(content, name: document.name, in: patient)),
      attaching: [Attachment(StoredDocument.content, content)], action: action)
    try queueMedia(for: id, mediaType: document.mediaType)
  }
}

extension StoredDocument {
  /// The name of the object that holds a document's bytes as they came.
  static let content = "original"
}
