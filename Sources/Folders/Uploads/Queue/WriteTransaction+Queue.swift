internal import Records
internal import Storage

extension Snapshot {
  /// The folders whose files are meant: one with those merged into it, or any.
  func folders(_ patient: PatientID?) throws(Failure) -> [String?] {
    guard let patient else { return [nil] }
    return try folderAndMerged(patient)
  }
}

extension RecordHeader {
  /// Whether a process is at the queued file: one that died lets go of it when its lease is over.
  func isUnderWay(at moment: Timestamp) -> Bool {
    guard [Upload.State.sending.rawValue, Upload.State.verifying.rawValue].contains(state) else {
      return false
    }
    return due.map { $0 > moment } ?? false
  }

  /// Whether a process may take the queued file.
  func mayBeTaken(at moment: Timestamp) -> Bool {
    switch Upload.State(rawValue: state) {
    case .queued: true
    case .sending, .verifying: !isUnderWay(at: moment)
    default: false
    }
  }
}

extension WriteTransaction {
  /// Makes a file that is asked for by its id wait, where it failed.
  ///
  /// - Returns: what to tell of it when it is not to be taken.
  func prepare(_ id: UploadID, in patient: PatientID?) throws(Failure) -> QueueDesk.Report? {
    let folders = try folders(patient)
    // Nothing sealed is read before it is known that the file is meant, or that would be an event.
    guard let header = try header(.upload, id.text), patient == nil || folders.contains(header.parent) else {
      return (nil, UploadQueue.unknown(id))
    }
    switch Upload.State(rawValue: header.state) {
    case .failed: try requeue(try required(.upload, id.text))
    case .done: return (try look(at: id), nil)
    default: if header.isUnderWay(at: time) { return (try look(at: id), UploadQueue.underWay(id)) }
    }
    return nil
  }

  /// The queued file as it is; the look at it is an event.
  private func look(at id: UploadID) throws(Failure) -> Upload {
    try note(.uploadList, of: Subject(.upload, id.text))
    return try required(.upload, id.text).upload()
  }

  /// Lets a file that failed wait again.
  func requeue(_ record: Record) throws(Failure) {
    var record = record
    var stored = try record.value(as: StoredUpload.self)
    stored.failure = nil
    stored.document = nil
    stored.receipt = nil
    record.state = Upload.State.queued.rawValue
    record.due = time
    record.setValue(stored)
    try update(record, action: .uploadAdd)
  }

  /// Writes down what became of a file: it is done only when its document is there (R037, R049).
  func settle(_ claim: QueueClaim, _ outcome: Result<DocumentID, Failure>) throws(Failure)
    -> QueueDesk.Report
  {
    guard try header(.upload, claim.id.text) != nil else { return (nil, UploadQueue.unknown(claim.id)) }
    var record = try required(.upload, claim.id.text)
    var stored = try record.value(as: StoredUpload.self)
    let isOurs: Bool
    var failure: Failure?
    switch outcome {
    case .success(let document):
      // The commit of the document wrote the record once more, unless another run was quicker.
      isOurs = record.version <= claim.version + 1 && stored.document == document
      do throws(Failure) { _ = try contentOpener(of: document).open() } catch { failure = error }
    case .failure(let error):
      isOurs =
        record.version == claim.version || stored.document != nil && record.version == claim.version + 1
      failure = error
    }
    guard isOurs else {
      let isDone = record.state == Upload.State.done.rawValue
      return (try look(at: claim.id), isDone ? nil : UploadQueue.underWay(claim.id))
    }
    stored.isChanged = claim.stored.isChanged
    stored.failure = failure?.json
    record.state = (failure == nil ? Upload.State.done : .failed).rawValue
    record.due = nil
    record.setValue(stored)
    let action: EventAction = failure == nil ? .uploadDone : .uploadFailed
    let details: JSONObject? = failure.map { ["code": .string($0.code.word)] }
    return (try update(record, action: action, details: details).upload(), failure)
  }
}
