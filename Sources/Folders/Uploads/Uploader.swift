internal import Keys
internal import Platform
public import Records
public import Storage
public import SystemPackage

/// Puts files into a folder: each is sealed, made durable and committed before it is
/// acknowledged; a file that cannot be taken does not stop the others (R032, R036, R037).
///
/// A file whose content the folder has under the same name is not stored twice: its document
/// is the one that is there, so a batch that is put again only does what is missing.
///
/// Files are committed in groups, since making things durable costs the same for one file and
/// for sixty-four; while one group is committed, the next is read.
public struct Uploader {
  private let store: Store
  private let patient: PatientID
  private let category: DocumentCategory?
  private let source: DocumentSource?
  private let jobs: Int

  /// Files go into the folder `patient`.
  ///
  /// - Parameter jobs: how many files are read at the same time, at least 1.
  /// - Throws: `patient_unknown`, before any file is read.
  public init(
    _ store: Store, into patient: PatientID, category: DocumentCategory?, source: DocumentSource? = nil,
    jobs: Int = 2
  ) throws(Failure) {
    let exists = try store.look { (snapshot) throws(Failure) in
      try snapshot.header(.patient, patient.text) != nil
    }
    guard exists else { throw Failure(.patientUnknown, "there is no folder \(patient)") }
    self.store = store
    self.patient = patient
    self.category = category
    self.source = source
    self.jobs = max(1, jobs)
  }

  /// Takes the files that `next` gives until it gives `nil`, and hands a document to `report`
  /// for each, in the same order: with its receipt after the commit, or with what went wrong.
  ///
  /// - Parameter stopsAtFailure: nothing behind the first file that fails is taken.
  /// - Throws: what `next` throws, after the files before it are done; and what `report` throws.
  public func put(
    stoppingAtFailure stopsAtFailure: Bool = false,
    _ next: () throws(Failure) -> FilePath?, _ report: (Document, Failure?) throws(Failure) -> Void
  ) throws(Failure) {
    let crew = try StagingCrew(jobs)
    defer { crew.end() }
    var isOver = false
    var end: Failure?
    var staged: UploadBatch?
    while !isOver || staged != nil {
      let batch = UploadBatch(store, patient, crew)
      while !isOver, !batch.isFull {
        do throws(Failure) {
          if let path = try next() { batch.add(path) } else { isOver = true }
        } catch {
          // The files named before are taken and told of first.
          end = error
          isOver = true
        }
      }
      if let staged, try !finish(staged, stopsAtFailure, report) { return }
      staged = batch.items.isEmpty ? nil : batch
    }
    if let end { throw end }
  }

  /// Takes one document from a stream, as a mobile device hands it over (R033), and hands what
  /// became of it to `report`.
  ///
  /// - Throws: what `report` throws.
  public func put(
    _ stream: any ByteSource, named name: FileName, _ report: (Document, Failure?) throws(Failure) -> Void
  ) throws(Failure) {
    let crew = try StagingCrew(0)
    defer { crew.end() }
    let batch = UploadBatch(store, patient, crew)
    batch.add(stream, named: name)
    _ = try finish(batch, false, report)
  }

  /// Commits a batch and reports each item; when the commit fails, every item failed by it.
  ///
  /// - Returns: whether to go on.
  private func finish(
    _ batch: UploadBatch, _ stopsAtFailure: Bool,
    _ report: (Document, Failure?) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    batch.settle()
    if stopsAtFailure { batch.cutBehindFailure() }
    let outcomes: [Result<Document, Failure>]
    do throws(Failure) {
      outcomes = try commit(batch)
    } catch {
      outcomes = batch.items.map { item in
        if case .failed(let failure) = item.state { .failure(failure) } else { .failure(error) }
      }
    }
    var hasFailed = false
    for (item, outcome) in zip(batch.items, outcomes) {
      switch outcome {
      case .success(let document): try report(document, nil)
      case .failure(let failure):
        hasFailed = true
        try report(failed(item, failure), failure)
      }
    }
    return !(stopsAtFailure && hasFailed)
  }

  private func commit(_ batch: UploadBatch) throws(Failure) -> [Result<Document, Failure>] {
    let isIdle = batch.items.allSatisfy {
      if case .failed = $0.state { true } else { false }
    }
    var head: String?
    var outcomes: [Result<Document, Failure>] = []
    if isIdle {
      outcomes = try batch.items.map { (item) throws(Failure) in .failure(try Self.failure(of: item)) }
    } else {
      let body = { (transaction: WriteTransaction) throws(Failure) in try record(batch, transaction) }
      let committed =
        if let group = batch.group { try store.commit(group, body) } else { try store.write(body) }
      head = committed.head.text
      outcomes = committed.value
    }
    return zip(batch.items, outcomes).map { item, outcome in
      outcome.map { $0.taken(from: item.path.map { FileName($0) }, auditHead: head) }
    }
  }

  /// Adds what is new and looks at what is there; looking is an event for the whole batch.
  private func record(_ batch: UploadBatch, _ transaction: WriteTransaction) throws(Failure)
    -> [Result<Document, Failure>]
  {
    var outcomes: [Result<Document, Failure>] = []
    var looks: Int64 = 0
    for item in batch.items {
      switch item.state {
      case .failed, .underWay: outcomes.append(.failure(try Self.failure(of: item)))
      case .known(let id):
        looks += 1
        outcomes.append(try known(id, transaction))
      case .staged(let file):
        // Another run, or a file before in this one, may have put it meanwhile.
        let key = DocumentKeys.content(file.content.sha256, name: file.name, in: patient)
        if let id = try transaction.lookUp(key, in: .document).first {
          looks += 1
          outcomes.append(try known(id, transaction))
        } else {
          outcomes.append(.success(try insert(file, transaction)))
        }
      }
    }
    if looks > 0 {
      try transaction.note(
        .documentKnown, of: Subject(.patient, patient.text), details: ["documents": .integer(looks)])
    }
    return outcomes
  }

  /// The document that is there; its content must be, too, or the receipt would be a lie.
  private func known(_ id: String, _ transaction: WriteTransaction) throws(Failure)
    -> Result<Document, Failure>
  {
    guard let record = try transaction.record(.document, id) else {
      return .failure(
        Failure(.versionConflict, "the document was removed while it was put again", hint: "put it once more")
      )
    }
    let document = try transaction.withMedia(record.document())
    do throws(Failure) {
      if let id = document.id { _ = try transaction.contentOpener(of: id).open() }
    } catch  where [.objectMissing, .objectAltered].contains(error.code) {
      return .failure(error)
    }
    return .success(document.markedAlready)
  }

  private func insert(_ file: StagedFile, _ transaction: WriteTransaction) throws(Failure) -> Document {
    let document = StoredDocument(
      name: file.name, category: category, source: source, mediaType: file.mediaType.name,
      size: file.content.size,
      sha256: file.content.sha256.hex, stored: transaction.time)
    let id = DocumentID.random()
    try transaction.insertDocument(id, in: patient, document, content: file.content, action: .documentAdd)
    return try transaction.withMedia(document.document(id, in: patient))
  }

  private static func failure(of item: UploadBatch.Item) throws(Failure) -> Failure {
    guard case .failed(let failure) = item.state else {
      throw Failure(.internalError, "a file was not waited for")
    }
    return failure
  }

  private func failed(_ item: UploadBatch.Item, _ failure: Failure) -> Document {
    Document(
      id: nil, patient: patient, name: item.name, path: item.path.map { FileName($0) }, category: category,
      source: source,
      mediaType: nil, size: nil, state: .failed, failure: failure)
  }
}
