internal import Platform
public import Records
public import Storage
internal import SystemPackage

/// Puts the files of the queue into their folders, each exactly as it would be put by itself
/// (R035, R036).
///
/// Several processes may be at it at once: each takes a few files at a time, and nobody else takes
/// those while its lease runs. A process that dies leaves them to the next one when the lease is
/// over; what it had committed is found as committed, for the document and the state of its file in
/// the queue are written together.
public struct UploadRun {
  /// Which files, and how.
  public struct Options: Sendable {
    /// Only the files for this folder.
    public var patient: PatientID?
    /// Only these files, those that failed among them; `nil` for all that wait.
    public var ids: [UploadID]?
    /// Whether files that failed are tried again.
    public var retriesFailed: Bool
    /// Whether nothing behind the first file that fails is taken.
    public var stopsAtFailure: Bool
    /// Whether each document is read back from the device before it is called done.
    public var readsBack: Bool
    /// How many files are read at the same time.
    public var jobs: Int

    /// Options.
    public init(
      patient: PatientID? = nil, ids: [UploadID]? = nil, retriesFailed: Bool = false,
      stopsAtFailure: Bool = false, readsBack: Bool = false, jobs: Int = 2
    ) {
      self.patient = patient
      self.ids = ids
      self.retriesFailed = retriesFailed
      self.stopsAtFailure = stopsAtFailure
      self.readsBack = readsBack
      self.jobs = jobs
    }
  }

  private let store: Store
  private let options: Options

  /// A run over the queue of `store`.
  public init(_ store: Store, _ options: Options) {
    self.store = store
    self.options = options
  }

  /// Puts files until none waits, and hands each to `report`: done and with its receipt, or with
  /// what went wrong. A file that was asked for and is not in the queue is told of without a record.
  ///
  /// - Parameter check: called before each file; what it throws ends the run, and the files that it
  ///   had not come to wait again.
  /// - Throws: `patient_unknown`; what the store, `check` and `report` throw.
  public func start(
    checking check: () throws(Failure) -> Void = { () throws(Failure) in },
    _ report: (Upload?, Failure?) throws(Failure) -> Void
  ) throws(Failure) {
    if let patient = options.patient { try FolderPresence(store).check(patient) }
    let desk = QueueDesk(store, options)
    for (upload, failure) in try desk.prepare() { try report(upload, failure) }
    do throws(Failure) {
      try Uploader(store, jobs: options.jobs).put(
        stoppingAtFailure: options.stopsAtFailure,
        { () throws(Failure) in
          try check()
          if desk.isEmpty {
            for (upload, failure) in try desk.settle() { try report(upload, failure) }
            try desk.claim()
          }
          return desk.next()
        }, { (document, failure) throws(Failure) in try desk.take(document, failure) })
      for (upload, failure) in try desk.settle() { try report(upload, failure) }
    } catch {
      // What was committed is told all the same, as far as that can be.
      if ![.outputClosed, .outputFailed].contains(error.code), let last = try? desk.settle() {
        for (upload, failure) in last { try? report(upload, failure) }
      }
      try? desk.release()
      throw error
    }
    try desk.release()
  }
}
