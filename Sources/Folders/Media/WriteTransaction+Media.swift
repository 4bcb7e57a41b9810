internal import Records
internal import Storage

extension Snapshot {
  /// The job of a document, when its type has one.
  func mediaJob(_ id: DocumentID) throws(Failure) -> MediaJob? {
    try record(.mediaJob, id.text).map { record throws(Failure) in try MediaJob(record) }
  }

  /// The document with what stands for it.
  func withMedia(_ document: Document) throws(Failure) -> Document {
    guard let id = document.id, MediaTask(mediaType: document.mediaType ?? "") != nil,
      let job = try mediaJob(id)
    else { return document }
    return document.with(preview: job.preview, derivative: job.derivative)
  }
}

extension WriteTransaction {
  /// Queues what is to be made of a document that comes in.
  func queueMedia(for id: DocumentID, mediaType: String) throws(Failure) {
    guard let task = MediaTask(mediaType: mediaType) else { return }
    let job = StoredMediaJob(task: task, attempts: 0, code: nil)
    _ = try insert(
      Record(.mediaJob, id: id.text, state: MediaJob.State.queued.rawValue, due: time, value: job),
      action: .mediaQueue)
  }

  /// Begins an attempt.
  func claim(_ job: MediaJob) throws(Failure) -> MediaJob {
    var job = job
    job.state = .working
    job.attempts += 1
    return try store(job, due: time.advanced(bySeconds: MediaJob.lease), .mediaAttempt)
  }

  /// Says that the attempt goes on.
  func extend(_ job: MediaJob) throws(Failure) -> MediaJob {
    try store(job, due: time.advanced(bySeconds: MediaJob.lease), .mediaContinue)
  }

  /// Ends a job whose product was made.
  func finish(_ job: MediaJob, attaching attachments: [Attachment]) throws(Failure) {
    var job = job
    job.state = .done
    job.code = nil
    _ = try store(job, due: nil, .mediaDone)
    // An earlier worker's, had it lost its lease after the commit, is replaced.
    let names = attachments.map(\.name)
    _ = try update(
      try required(.document, job.document.text), attaching: attachments, detaching: names,
      action: .documentDerive)
  }

  /// Ends an attempt that failed: there is another one, unless it cannot help or there were
  /// enough.
  ///
  /// - Returns: the job as it is now.
  func settle(_ job: MediaJob, after failure: Failure) throws(Failure) -> MediaJob {
    var job = job
    job.code = failure.code.word
    let details: JSONObject = ["code": .string(failure.code.word)]
    if Self.isFinal(failure) || job.attempts >= MediaJob.maximumAttempts {
      job.state = .failed
      return try store(job, due: nil, .mediaFailed, details)
    }
    job.state = .queued
    return try store(job, due: time.advanced(bySeconds: job.pause), .mediaRetry, details)
  }

  private static func isFinal(_ failure: Failure) -> Bool {
    let final: [Failure.Code] = [
      .mediaUnreadable, .conversionLimit, .videoTooLargeToConvert, .tooLargeForThumbnail,
    ]
    return final.contains(failure.code)
  }

  private func store(
    _ job: MediaJob, due: Timestamp?, _ action: EventAction, _ details: JSONObject? = nil
  ) throws(Failure) -> MediaJob {
    var record = try required(.mediaJob, job.document.text)
    guard record.version == job.version else {
      throw Failure(.versionConflict, "another process is at the document \(job.document)")
    }
    record.state = job.state.rawValue
    record.due = due
    record.setValue(StoredMediaJob(task: job.task, attempts: job.attempts, code: job.code))
    return try MediaJob(update(record, action: action, details: details))
  }
}
