internal import Records
internal import Storage

/// Where one run takes files off the queue, and writes down what became of them.
final class QueueDesk {
  typealias Report = (upload: Upload?, failure: Failure?)

  /// How many files are taken at a time: few, so that a second process gets some too.
  private static let claimSize = 16

  private let store: Store
  private let options: UploadRun.Options
  /// The files that were asked for and not looked at yet.
  private var wanted: [UploadID] = []
  /// Taken, and not given to the uploader yet.
  private var claimed: [QueueClaim] = []
  /// With the uploader, in order.
  private var given: [QueueClaim] = []
  /// Come back from the uploader, or committed by a process that died.
  private var returned: [(claim: QueueClaim, outcome: Result<DocumentID, Failure>)] = []

  init(_ store: Store, _ options: UploadRun.Options) {
    self.store = store
    self.options = options
  }

  var isEmpty: Bool { claimed.isEmpty }

  /// Lets files wait again that failed and are asked for; tells of those that need nothing, or
  /// cannot be.
  func prepare() throws(Failure) -> [Report] {
    guard let ids = options.ids else {
      if options.retriesFailed { try requeueFailed() }
      return []
    }
    var reports: [Report] = []
    var rest = ids[...]
    while !rest.isEmpty {
      let page = rest.prefix(128)
      rest = rest.dropFirst(page.count)
      let (told, kept) = try store.write { (tx) throws(Failure) -> ([Report], [UploadID]) in
        var told: [Report] = []
        var kept: [UploadID] = []
        for id in page {
          if let report = try tx.prepare(id, in: options.patient) {
            told.append(report)
          } else {
            kept.append(id)
          }
        }
        return (told, kept)
      }.value
      reports += told
      wanted += kept
    }
    return reports
  }

  private func requeueFailed() throws(Failure) {
    while true {
      let count = try store.write { (tx) throws(Failure) -> Int in
        var count = 0
        for folder in try tx.folders(options.patient) {
          for header in try tx.headers(
            .upload, parent: folder, state: Upload.State.failed.rawValue, limit: 128)
          {
            try tx.requeue(try tx.required(.upload, header.id))
            count += 1
          }
        }
        return count
      }.value
      if count == 0 { return }
    }
  }

  /// Takes the next few files, if there are any.
  func claim() throws(Failure) {
    guard try isAnyWaiting() else { return }
    let claims = try store.write { (tx) throws(Failure) -> [QueueClaim] in
      let records = try waiting(tx, Self.claimSize)
      var claims: [QueueClaim] = []
      var bytes: Int64 = 0
      for record in records { bytes += try record.value(as: StoredUpload.self).size }
      for var record in records {
        // One that was committed is only looked at once more.
        if record.state != Upload.State.verifying.rawValue { record.state = Upload.State.sending.rawValue }
        record.due = tx.time.advanced(bySeconds: QueueClaim.lease(bytes))
        claims.append(try QueueClaim(try tx.update(record, action: .uploadSend)))
      }
      return claims
    }.value
    for var claim in claims {
      if let document = claim.stored.document {
        returned.append((claim, .success(document)))
      } else {
        claim.lookForChange()
        claimed.append(claim)
      }
    }
  }

  private func isAnyWaiting() throws(Failure) -> Bool {
    if options.ids != nil { return !wanted.isEmpty }
    return try store.look { (view) throws(Failure) in try !self.headers(view, 1, at: nil).isEmpty }
  }

  /// The files to take next.
  private func waiting(_ tx: WriteTransaction, _ limit: Int) throws(Failure) -> [Record] {
    var records: [Record] = []
    if options.ids == nil {
      for header in try headers(tx, limit, at: tx.time) {
        records.append(try tx.required(.upload, header.id))
      }
      return records
    }
    while records.count < limit, let id = wanted.first {
      wanted.removeFirst()
      guard let header = try tx.header(.upload, id.text), header.mayBeTaken(at: tx.time) else { continue }
      records.append(try tx.required(.upload, id.text))
    }
    return records
  }

  /// - Parameter moment: when leases must be over; `nil` looks only whether there may be any.
  private func headers(_ view: Snapshot, _ limit: Int, at moment: Timestamp?) throws(Failure)
    -> [RecordHeader]
  {
    var found: [RecordHeader] = []
    for folder in try view.folders(options.patient) where found.count < limit {
      found += try view.headers(
        .upload, parent: folder, state: Upload.State.queued.rawValue, limit: limit - found.count)
      for state in [Upload.State.sending, .verifying] where found.count < limit {
        let headers = try view.headers(.upload, parent: folder, state: state.rawValue)
        found += headers.filter { header in
          guard let moment, let due = header.due else { return true }
          return due <= moment
        }.prefix(limit - found.count)
      }
    }
    return found
  }

  /// What the uploader is to take next.
  func next() -> UploadItem? {
    guard !claimed.isEmpty else { return nil }
    let claim = claimed.removeFirst()
    given.append(claim)
    return claim.item
  }

  /// Takes what became of the file that was given first.
  func take(_ document: Document, _ failure: Failure?) throws(Failure) {
    guard !given.isEmpty else { throw Failure(.internalError, "a file was put that nobody took") }
    let claim = given.removeFirst()
    if let failure {
      returned.append((claim, .failure(failure)))
    } else if let id = document.id {
      returned.append((claim, .success(id)))
    }
  }

  /// Writes down what became of the files that came back.
  func settle() throws(Failure) -> [Report] {
    guard !returned.isEmpty else { return [] }
    let items = returned.map { item in (item.claim, lookedAt(item.outcome)) }
    let reports = try store.write { (tx) throws(Failure) -> [Report] in
      var reports: [Report] = []
      for (claim, outcome) in items { reports.append(try tx.settle(claim, outcome)) }
      return reports
    }.value
    returned = []
    return reports
  }

  /// Reads a document back, if that is asked for.
  private func lookedAt(_ outcome: Result<DocumentID, Failure>) -> Result<DocumentID, Failure> {
    guard options.readsBack, case .success(let id) = outcome else { return outcome }
    do throws(Failure) {
      let object = try store.look { (view) throws(Failure) in
        try view.objects(of: .document, id.text).first { $0.name == StoredDocument.content }
      }
      if let object { try store.readBack(object.id) }
      return outcome
    } catch {
      return .failure(error)
    }
  }

  /// Lets go of the files that this run did not come to.
  func release() throws(Failure) {
    let rest = claimed + given + returned.map(\.claim)
    (claimed, given, returned) = ([], [], [])
    guard !rest.isEmpty else { return }
    _ = try store.write { (tx) throws(Failure) in
      for claim in rest {
        guard let header = try tx.header(.upload, claim.id.text), header.isUnderWay(at: tx.time),
          header.version == claim.version
        else { continue }
        var record = try tx.required(.upload, header.id)
        if record.state == Upload.State.sending.rawValue { record.state = Upload.State.queued.rawValue }
        record.due = tx.time
        try tx.update(record, action: .uploadRelease)
      }
    }
  }
}
