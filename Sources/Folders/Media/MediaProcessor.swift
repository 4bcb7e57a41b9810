public import Platform
public import Records
public import Storage

/// Makes what is due: an MP4 and a thumbnail of each video, a thumbnail of each picture and PDF
/// (R038–R040). Several processes may be at it at once.
public struct MediaProcessor {
  private let store: Store
  private let time: any TimeSource
  private let workshop: MediaWorkshop

  /// Works on the documents of `store`.
  public init(_ store: Store, time: any TimeSource) { self.init(store, time: time, MediaWorkshop()) }

  init(_ store: Store, time: any TimeSource, _ workshop: MediaWorkshop) {
    self.store = store
    self.time = time
    self.workshop = workshop
  }

  /// Works until nothing is due, and hands each document to `report`, with what went wrong.
  ///
  /// - Parameter check: called before each document; what it throws ends the work.
  /// - Throws: `program_missing` when there is work and FFmpeg or Poppler is not installed; what
  ///   the store, `check` and `report` throw.
  public func run(
    checking check: () throws(Failure) -> Void = { () throws(Failure) in },
    _ report: (Document, Failure?) throws(Failure) -> Void
  ) throws(Failure) {
    while try isAnyDue() {
      try check()
      try workshop.programs.check()
      switch try claimNext() {
      case .nothing: continue
      case .givenUp(let document, let failure): try report(document, failure)
      case .work(let work):
        if let (document, failure) = try perform(work) { try report(document, failure) }
      }
    }
  }

  /// Makes now what is to be made of one document, whatever else is due; while another process is
  /// at it, waits for that.
  ///
  /// - Parameter check: called before an attempt, and while waiting; what it throws ends the wait.
  /// - Returns: the document as it is then, and why an attempt failed; `nil` when nothing is to be
  ///   made of it.
  /// - Throws: as ``run(checking:_:)``.
  public func run(
    _ id: DocumentID, checking check: () throws(Failure) -> Void
  ) throws(Failure) -> (Document, Failure?)? {
    var changes: StoreChanges?
    while true {
      try check()
      let header = try store.look { (view) throws(Failure) in try view.header(.mediaJob, id.text) }
      switch header.flatMap({ MediaJob.State(rawValue: $0.state) }) {
      case nil, .failed, .done: return changes == nil ? nil : (try shown(id), nil)
      case .working where header?.due.map { time.now() < $0 } ?? false:
        guard let changes else {
          // Looked at once more before the wait: it may have ended before anybody noticed.
          changes = store.changes()
          continue
        }
        // The other process writes when it is done. One that died does not, and the caller has a
        // time of its own: hence in slices.
        try changes.wait(milliseconds: 1000)
      case .working, .queued:
        try workshop.programs.check()
        switch try claim(id) {
        case .nothing: continue
        case .givenUp(let document, let failure): return (document, failure)
        case .work(let work):
          if let made = try perform(work) { return made }
        }
      }
    }
  }

  private func shown(_ id: DocumentID) throws(Failure) -> Document {
    try store.read(.documentList, of: Subject(.document, id.text)) { (snapshot) throws(Failure) in
      try snapshot.document(id)
    }
  }

  enum Claim {
    /// Somebody else was quicker, or the document is gone.
    case nothing
    /// Its last attempt died.
    case givenUp(Document, Failure)
    /// It is ours.
    case work(Work)
  }

  struct Work {
    var job: MediaJob
    let mediaType: String
    let content: ObjectOpener
  }

  private func isAnyDue() throws(Failure) -> Bool {
    try store.look { (view) throws(Failure) in
      try !view.due(.mediaJob, at: time.now(), limit: 1).isEmpty
    }
  }

  func claimNext() throws(Failure) -> Claim {
    try store.write { (tx) throws(Failure) -> Claim in
      guard let header = try tx.due(.mediaJob, at: tx.time, limit: 1).first else { return .nothing }
      return try Self.claim(try tx.required(.mediaJob, header.id), tx)
    }.value
  }

  private func claim(_ id: DocumentID) throws(Failure) -> Claim {
    try store.write { (tx) throws(Failure) -> Claim in
      guard let record = try tx.record(.mediaJob, id.text), Self.isFree(record, at: tx.time) else {
        return .nothing
      }
      return try Self.claim(record, tx)
    }.value
  }

  /// Whether nobody is at a job: it waits, or its worker died.
  private static func isFree(_ record: Record, at moment: Timestamp) -> Bool {
    switch MediaJob.State(rawValue: record.state) {
    case .queued: true
    case .working: record.due.map { $0 <= moment } ?? true
    case .done, .failed, nil: false
    }
  }

  private static func claim(_ record: Record, _ tx: WriteTransaction) throws(Failure) -> Claim {
    let job = try MediaJob(record)
    guard try tx.header(.document, record.id) != nil else {
      try tx.remove(record, action: .mediaDrop)
      return .nothing
    }
    // A worker that fails says so; this one died, and may die of this document each time.
    if job.attempts >= MediaJob.maximumAttempts {
      let failure = Failure(.conversionDied, "the conversion died \(job.attempts) times")
      _ = try tx.settle(job, after: failure)
      return .givenUp(try tx.document(job.document), failure)
    }
    let claimed = try tx.claim(job)
    return .work(
      Work(
        job: claimed, mediaType: try tx.document(job.document).mediaType ?? "",
        content: try tx.contentOpener(of: job.document)))
  }

  /// Does the work and ends the job; `nil` when it turned out to be somebody else's.
  func perform(_ work: Work) throws(Failure) -> (Document, Failure?)? {
    var job = work.job
    do throws(Failure) {
      let failure: Failure
      do throws(Failure) {
        try workshop.check(job.task, size: work.content.size)
        let product = try workshop.make(
          job.task, of: work.mediaType, from: try work.content.open(),
          alive: { () throws(Failure) in
            job = try store.write { tx throws(Failure) in try tx.extend(job) }.value
          })
        return (try keep(product, job), nil)
      } catch { failure = error }
      guard failure.code != .versionConflict else { throw failure }
      let document = try store.write { (tx) throws(Failure) in
        _ = try tx.settle(job, after: failure)
        return try tx.document(job.document)
      }.value
      return (document, failure)
    } catch {
      // The lease was over and another process has the job, or the document was removed.
      guard [.versionConflict, .recordMissing, .documentUnknown].contains(error.code) else { throw error }
      return nil
    }
  }

  private func keep(_ product: MediaWorkshop.Product, _ job: MediaJob) throws(Failure) -> Document {
    let group = try store.beginGroup()
    var attachments = [
      Attachment(MediaTask.thumbnailName, try group.stage(product.thumbnail.source()))
    ]
    if let converted = product.converted {
      attachments.append(Attachment(MediaTask.convertedName, try group.stage(converted.source())))
    }
    return try store.commit(group) { (tx) throws(Failure) in
      try tx.finish(job, attaching: attachments)
      return try tx.document(job.document)
    }.value
  }
}

extension PatientFolders {
  /// Writes the thumbnail of a document, a JPEG, to `sink`; looking is an event (R040).
  ///
  /// - Throws: `document_unknown`, `thumbnail_missing`.
  public func writeThumbnail(of id: DocumentID, to sink: any ByteSink) throws(Failure) {
    let content = try store.read(.documentThumbnail, of: Subject(.document, id.text)) {
      (view) throws(Failure) in
      guard try view.header(.document, id.text) != nil else {
        throw Failure.unknown(id)
      }
      let objects = try view.objects(of: .document, id.text)
      guard let object = objects.first(where: { $0.name == MediaTask.thumbnailName }) else {
        throw Failure(.thumbnailMissing, "the document \(id) has no thumbnail", hint: "so-upload process")
      }
      return try view.opener(of: object, of: .document)
    }
    try content.open().copy(to: sink)
  }
}
