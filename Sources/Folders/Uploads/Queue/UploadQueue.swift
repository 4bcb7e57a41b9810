internal import Platform
public import Records
public import Storage
internal import SystemPackage

/// The files that wait to be put into folders: queued first, put when somebody says so
/// (R035, R036, R050).
///
/// The queue keeps a file's path, sealed, and nothing of its content: what is put is the file as it
/// is then.
public struct UploadQueue {
  let store: Store

  /// The queue of `store`.
  public init(_ store: Store) { self.store = store }

  /// How many files are queued in one transaction.
  private static let groupSize = 128

  /// Queues the files that `next` gives until it gives `nil`, and hands each to `report` in the
  /// same order. A file that is no file, is empty or cannot be read is reported as failed, and is not
  /// queued.
  ///
  /// A file that was queued for the folder before is not queued twice: one that waits stays, with a
  /// new category where one is given; one that failed, changed, or whose document was removed waits
  /// again; one that is done stays done.
  ///
  /// - Throws: what `next` throws, after the files before it are queued; and what `report` throws.
  public func add(
    _ next: () throws(Failure) -> UploadItem?, _ report: (Upload, Failure?) throws(Failure) -> Void
  ) throws(Failure) {
    let folders = FolderPresence(store)
    var end: Failure?
    var isOver = false
    while !isOver {
      var group: [(item: UploadItem, file: Result<QueueableFile, Failure>)] = []
      do throws(Failure) {
        while group.count < Self.groupSize, !isOver {
          guard let item = try next() else {
            isOver = true
            break
          }
          do throws(Failure) {
            group.append((item, .success(try QueueableFile(item, folders))))
          } catch { group.append((item, .failure(error))) }
        }
      } catch {
        end = error
        isOver = true
      }
      let outcomes = try queue(group.map(\.file))
      for (item, outcome) in zip(group.map(\.item), outcomes) {
        switch outcome {
        case .success(let upload): try report(upload, nil)
        case .failure(let failure): try report(item.upload(failed: failure), failure)
        }
      }
    }
    if let end { throw end }
  }

  private func queue(_ files: [Result<QueueableFile, Failure>]) throws(Failure) -> [Result<Upload, Failure>] {
    let isAny = files.contains { if case .success = $0 { true } else { false } }
    let body = { (transaction: WriteTransaction?) throws(Failure) -> [Result<Upload, Failure>] in
      var outcomes: [Result<Upload, Failure>] = []
      for file in files {
        switch (file, transaction) {
        case (.success(let file), let transaction?): outcomes.append(.success(try transaction.queue(file)))
        case (.success, nil): throw Failure(.internalError, "a file is queued without a transaction")
        case (.failure(let failure), _): outcomes.append(.failure(failure))
        }
      }
      return outcomes
    }
    guard isAny else { return try body(nil) }
    return try store.write { tx throws(Failure) in try body(tx) }.value
  }

  /// Hands every file of the queue to `body`, oldest first; looking is an event.
  ///
  /// - Parameter patient: only those for this folder.
  /// - Throws: `patient_unknown`, and what `body` throws.
  public func list(for patient: PatientID? = nil, _ body: (Upload) throws(Failure) -> Void) throws(Failure) {
    let subject = patient.map { Subject(.patient, $0.text) }
    try store.read(.uploadList, of: subject) { (snapshot) throws(Failure) in
      try snapshot.forEachUpload(of: patient, body)
    }
  }

  /// Hands every file of the queue to `body`, and again each time that it changed, until none waits
  /// or is under way. Each look at changes is an event.
  ///
  /// - Parameter pause: called between two looks; what it throws ends the following.
  /// - Throws: `patient_unknown`, and what `pause` and `body` throw.
  public func follow(
    for patient: PatientID? = nil, pausing pause: () throws(Failure) -> Void,
    _ body: (Upload) throws(Failure) -> Void
  ) throws(Failure) {
    var seen: [String: Int64] = [:]
    while true {
      let headers = try store.look { view throws(Failure) in try view.queueHeaders(patient) }
      let changed = headers.filter { seen[$0.id] != $0.version }
      if !changed.isEmpty {
        try store.read(.uploadList, of: patient.map { Subject(.patient, $0.text) }) {
          (snapshot) throws(Failure) in
          for header in changed {
            // It may have been taken out of the queue since.
            guard let record = try snapshot.record(.upload, header.id) else { continue }
            seen[record.id] = record.version
            try body(try record.upload())
          }
        }
      }
      let ends = [Upload.State.done.rawValue, Upload.State.failed.rawValue]
      if headers.allSatisfy({ ends.contains($0.state) && seen[$0.id] == $0.version }) { return }
      try pause()
    }
  }

  /// Takes a file out of the queue; a document that it became stays (R050).
  ///
  /// - Parameter isDryRun: whether everything is checked and nothing is changed.
  /// - Throws: `upload_unknown`; `upload_under_way` while a process is at it.
  public func remove(_ id: UploadID, isDryRun: Bool = false) throws(Failure) -> Upload {
    try store.write { (tx) throws(Failure) in
      guard let header = try tx.header(.upload, id.text) else { throw Self.unknown(id) }
      guard !header.isUnderWay(at: tx.time) else { throw Self.underWay(id) }
      let found = try tx.required(.upload, id.text)
      var record = found
      record.state = Upload.State.removed.rawValue
      if isDryRun {
        try tx.note(.uploadList, of: Subject(.upload, id.text))
      } else {
        try tx.remove(found, action: .uploadRemove)
      }
      return try record.upload()
    }.value
  }

  static func unknown(_ id: UploadID) -> Failure {
    Failure(.uploadUnknown, "there is no queued file \(id)", hint: "so-upload status")
  }

  static func underWay(_ id: UploadID) -> Failure {
    Failure(.uploadUnderWay, "another process is putting the file \(id)", hint: "try again when it is done")
  }
}

extension Snapshot {
  /// Hands every file of the queue to `body`, oldest first.
  func forEachUpload(of patient: PatientID?, _ body: (Upload) throws(Failure) -> Void) throws(Failure) {
    for folder in try folders(patient) {
      var last: Int64 = 0
      while true {
        let page = try records(.upload, parent: folder, after: last)
        for record in page { try body(try record.upload()) }
        guard let end = page.last else { break }
        last = end.serial
      }
    }
  }

  fileprivate func queueHeaders(_ patient: PatientID?) throws(Failure) -> [RecordHeader] {
    var found: [RecordHeader] = []
    for folder in try folders(patient) {
      var last: Int64 = 0
      while true {
        let page = try headers(.upload, parent: folder, after: last)
        found += page
        guard let end = page.last else { break }
        last = end.serial
      }
    }
    return found
  }
}
