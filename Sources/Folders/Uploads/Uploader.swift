internal import Platform
public import Records
public import Storage

/// Puts files into folders: each is sealed, made durable and committed before it is
/// acknowledged; a file that cannot be taken does not stop the others (R032, R036, R037).
///
/// A file whose content its folder has under the same name is not stored twice: its document
/// is the one that is there, so a batch that is put again only does what is missing.
///
/// Files are committed in groups, whatever folders they go into, since making things durable
/// costs the same for one file and for sixty-four; while one group is committed, the next is
/// read.
public struct Uploader {
  private let store: Store
  private let jobs: Int
  private let verifies: Bool

  /// Puts files into the folders of `store`.
  ///
  /// - Parameters:
  ///   - jobs: how many files are read at the same time, at least 1.
  ///   - verifying: whether each document is read back from the device before it is told of.
  public init(_ store: Store, jobs: Int = 2, verifying: Bool = false) {
    self.store = store
    verifies = verifying
    self.jobs = max(1, jobs)
  }

  /// Refuses a folder that is not there, for a caller that has only this one.
  ///
  /// - Throws: `patient_unknown`.
  public func check(_ patient: PatientID) throws(Failure) { try FolderPresence(store).check(patient) }

  /// How many documents of a folder were put for a request (R044, R045).
  public func requestDocuments(of patient: PatientID) throws(Failure) -> Int {
    try store.look { (snapshot) throws(Failure) in try snapshot.requestDocuments(of: patient) }
  }

  /// Takes the items that `next` gives until it gives `nil`, and hands a document to `report`
  /// for each, in the same order: with its receipt after the commit, or with what went wrong,
  /// as `patient_unknown` for an item whose folder is not there.
  ///
  /// - Parameters:
  ///   - stopsAtFailure: nothing behind the first item that fails is taken.
  ///   - progress: called with how many bytes of the items were read so far, on the caller's thread.
  /// - Throws: what `next` throws, after the items before it are done; and what `report` throws.
  public func put(
    stoppingAtFailure stopsAtFailure: Bool = false, progress: ((Int64) -> Void)? = nil,
    _ next: () throws(Failure) -> UploadItem?, _ report: (Document, Failure?) throws(Failure) -> Void
  ) throws(Failure) {
    let crew = try StagingCrew(jobs)
    defer { crew.end() }
    let folders = FolderPresence(store)
    var isOver = false
    var end: Failure?
    var staged: UploadBatch?
    var read: Int64 = 0
    let tell = progress.map { progress in
      { (bytes: Int64) in
        read += bytes
        progress(read)
      }
    }
    while !isOver || staged != nil {
      let batch = UploadBatch(store, folders, crew, progress: tell)
      while !isOver, !batch.isFull {
        do throws(Failure) {
          if let item = try next() { batch.add(item) } else { isOver = true }
        } catch {
          // The items named before are taken and told of first.
          end = error
          isOver = true
        }
      }
      if let staged, try !finish(staged, stopsAtFailure, report) { return }
      staged = batch.items.isEmpty ? nil : batch
    }
    if let end { throw end }
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
      outcomes = batch.items.map { .failure($0.failure ?? error) }
    }
    var hasFailed = false
    for (item, outcome) in zip(batch.items, outcomes) {
      switch verified(outcome) {
      case .success(let document): try report(document, nil)
      case .failure(let failure):
        hasFailed = true
        try report(item.request.document(failed: failure), failure)
      }
    }
    return !(stopsAtFailure && hasFailed)
  }

  /// The outcome, or that the device does not give back what was written to it. The document
  /// stays: its record tells what it should be, and whoever mends the disk may find it.
  private func verified(_ outcome: Result<Document, Failure>) -> Result<Document, Failure> {
    guard verifies, case .success(let document) = outcome, let id = document.id else { return outcome }
    do throws(Failure) {
      let objects = try store.look { (snapshot) throws(Failure) in
        try snapshot.objects(of: .document, id.text).filter { $0.name == StoredDocument.content }
      }
      guard !objects.isEmpty else { throw Failure(.objectMissing, "the document \(id) has no content") }
      for object in objects { try store.readBack(object.id) }
      return outcome
    } catch {
      return .failure(error.prefixed("the document \(id)"))
    }
  }

  private func commit(_ batch: UploadBatch) throws(Failure) -> [Result<Document, Failure>] {
    let failures = batch.items.compactMap(\.failure)
    guard failures.count < batch.items.count else { return failures.map { .failure($0) } }
    let body = { (transaction: WriteTransaction) throws(Failure) in
      try UploadRecorder(transaction).record(batch.items)
    }
    let committed =
      if let group = batch.group { try store.commit(group, body) } else { try store.write(body) }
    return zip(batch.items, committed.value).map { item, outcome in
      outcome.map {
        $0.taken(from: item.request.path.map { RecordedPath($0) }, auditHead: committed.head.text)
      }
    }
  }
}

extension UploadItem {
  func document(failed failure: Failure) -> Document {
    let document = Document(
      id: nil, patient: patient, name: name, path: path.map { RecordedPath($0) }, category: category,
      source: source, profile: profile, mediaType: nil, size: nil, state: .failed, failure: failure)
    guard failure.code == .fileTooLarge, let limit = profile.limitBytes else { return document }
    return document.with(limitBytes: limit)
  }
}
