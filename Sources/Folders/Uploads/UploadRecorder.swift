internal import Keys
internal import Platform
internal import Records
internal import Storage

/// Makes records of what was read, inside the transaction that keeps all of it.
final class UploadRecorder {
  private let transaction: WriteTransaction
  /// How many documents of a folder were looked at, since they are there already.
  private var looks: [(patient: PatientID, count: Int64)] = []

  private let grants: GrantLedger
  private var refusals: [PatientID: Failure?] = [:]

  init(_ transaction: WriteTransaction) {
    self.transaction = transaction
    grants = GrantLedger(transaction)
  }

  /// Adds what is new and looks at what is there; looking is an event for each folder.
  func record(_ items: [UploadBatch.Item]) throws(Failure) -> [Result<Document, Failure>] {
    var outcomes: [Result<Document, Failure>] = []
    for item in items {
      let outcome = try record(item)
      if case .success(let document) = outcome { try item.request.whenRecorded?(document, transaction) }
      outcomes.append(outcome)
    }
    try grants.close()
    for look in looks {
      try transaction.note(
        .documentKnown, of: Subject(.patient, look.patient.text),
        details: ["documents": .integer(look.count)])
    }
    return outcomes
  }

  private func record(_ item: UploadBatch.Item) throws(Failure) -> Result<Document, Failure> {
    do throws(Failure) {
      if item.failure == nil, let patient = item.request.patient {
        // It may have been merged since the batch began.
        if let failure = try refusal(of: patient), !item.request.wasQueued { return .failure(failure) }
        try grants.check(item.request, in: patient)
      }
      return try recordGranted(item)
    } catch  where Failure.Code.ofGrants.contains(error.code) {
      return .failure(error)
    }
  }

  private func refusal(of patient: PatientID) throws(Failure) -> Failure? {
    if let known = refusals[patient] { return known }
    let refusal = try transaction.refusal(of: patient)
    refusals[patient] = .some(refusal)
    return refusal
  }

  private func recordGranted(_ item: UploadBatch.Item) throws(Failure) -> Result<Document, Failure> {
    switch item.state {
    case .failed(let failure): return .failure(failure)
    case .underWay: throw Failure(.internalError, "a file was not waited for")
    case .known(let id, let patient): return try known(id, item.request, patient)
    case .staged(let file, let patient):
      // Another run, or a file before in this one, may have put it meanwhile.
      let key = DocumentKeys.content(file.content.sha256, name: item.request.name, in: patient)
      if let id = try transaction.lookUp(key, in: .document).first {
        return try known(id, item.request, patient)
      }
      return try insert(file, item.request, patient)
    }
  }

  /// The document that is there; its content must be, too, or the receipt would be a lie.
  private func known(_ id: String, _ request: UploadItem, _ patient: PatientID) throws(Failure)
    -> Result<Document, Failure>
  {
    noteLook(in: patient)
    guard var record = try transaction.record(.document, id) else {
      return .failure(
        Failure(.versionConflict, "the document was removed while it was put again", hint: "put it once more")
      )
    }
    do throws(Failure) {
      if let id = DocumentID(id) { _ = try transaction.contentOpener(of: id).open() }
    } catch  where [.objectMissing, .objectAltered].contains(error.code) {
      return .failure(error)
    }
    if let category = request.category {
      record = try transaction.categorize(record, as: category)
    }
    return .success(try transaction.withMedia(record.document()).markedAlready)
  }

  private func noteLook(in patient: PatientID) {
    if let place = looks.lastIndex(where: { $0.patient == patient }) {
      looks[place].count += 1
    } else {
      looks.append((patient, 1))
    }
  }

  private func insert(_ file: StagedFile, _ request: UploadItem, _ patient: PatientID) throws(Failure)
    -> Result<Document, Failure>
  {
    if let failure = try refusal(of: request, in: patient) { return .failure(failure) }
    try grants.use(request, bytes: file.content.size)
    let document = StoredDocument(
      name: request.name, path: request.path.map { RecordedPath($0) }, category: request.category,
      source: request.source, profile: request.profile, mediaType: file.mediaType.name,
      size: file.content.size, sha256: file.content.sha256.hex, stored: transaction.time)
    let id = DocumentID.random()
    try transaction.insertDocument(
      id, in: patient, document, content: file.content,
      lookups: request.profile == .request ? [DocumentKeys.request(in: patient)] : [], action: .documentAdd)
    return .success(try transaction.withMedia(document.document(id, in: patient)))
  }

  /// Counts in the transaction that adds: of two runs at once, the second one sees what the first
  /// one added (R044).
  private func refusal(of request: UploadItem, in patient: PatientID) throws(Failure) -> Failure? {
    guard let limit = request.profile.documentLimit else { return nil }
    let count = try transaction.requestDocuments(of: patient)
    return count < limit ? nil : .tooManyFiles(request.name, limit)
  }
}

extension Snapshot {
  /// How many documents of a folder were put for a request.
  func requestDocuments(of patient: PatientID) throws(Failure) -> Int {
    try lookUp(DocumentKeys.request(in: patient), in: .document).count
  }
}

extension Failure {
  static func tooManyFiles(_ name: FileName, _ limit: Int) -> Failure {
    Failure(
      .tooManyFiles, "\(name.printable) is one too many: the request has \(limit) documents",
      hint: "so-upload plan chooses the newest")
  }
}

extension WriteTransaction {
  /// Gives a document another category; one that has it already stays as it is, without an event
  /// (R046).
  ///
  /// - Throws: `version_conflict`.
  func categorize(_ record: Record, as category: DocumentCategory) throws(Failure) -> Record {
    let document = try record.value(as: StoredDocument.self)
    guard document.category != category else { return record }
    var record = record
    record.setValue(document.with(category: category))
    return try update(record, action: .documentCategorize)
  }
}
