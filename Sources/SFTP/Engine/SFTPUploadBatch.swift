internal import Platform
public import Records
internal import Synchronization
public import SystemPackage

/// Sends many files, several at a time, each by one connection, which then takes the next:
/// for files so small that opening connections for each would take longer than sending it.
///
/// Each file goes the same way as with ``SFTPUpload``, with the same promises.
public struct SFTPUploadBatch {
  /// One file and its final name.
  public struct Item: Sendable {
    /// The file here.
    public let local: FilePath
    /// Its final name.
    public let remote: RemotePath
    /// The hash of its content, 32 bytes, where it is known.
    public var sha256: [UInt8]?
    /// What an earlier run handed to the observer last.
    public var checkpoint: TransferCheckpoint?

    /// Names a file.
    public init(_ local: FilePath, to remote: RemotePath) {
      self.local = local
      self.remote = remote
    }
  }

  /// The server.
  public var access: SFTPAccess
  /// Mode; the parts' names are always those of the final names.
  public var permissions: UInt32 = 0o640
  /// How many files at a time, rate (shared), time (for all together).
  public var limits = TransferLimits()
  /// How the content is proven before it gets its final name.
  public var verification = UploadVerification.auto

  /// A batch with the defaults.
  public init(by access: SFTPAccess) { self.access = access }

  /// Sends all files; one that fails does not end the others, except where no connection
  /// comes about at all.
  ///
  /// - Parameter observing: makes the observer of the item with that number; it is called,
  ///   and so is the observer, on one of several threads.
  /// - Returns: what became of each item, in their order.
  /// - Throws: what the first connection throws.
  public func run(
    _ items: [Item], observing: @escaping @Sendable (Int) -> any TransferObserver
  ) throws(Failure) -> [Result<UploadResult, Failure>] {
    guard !items.isEmpty else { return [] }
    let work = BatchWork(self, items, observing)
    // What stands against the first connection stands against all.
    let first = try access.connect()
    var threads: [WorkerThread<Bool>] = []
    let wanted = limits.connections(roundTrip: first.roundTrip)
    for _ in 1..<max(min(wanted, items.count), 1) {
      threads.append(
        try WorkerThread("sftp-batch") { () throws(Failure) in
          work.runAsHelper()
          return true
        })
    }
    work.run(first)
    for thread in threads { _ = try thread.join() }
    return work.outcomes
  }
}

/// The items of a batch, shared by its threads.
private final class BatchWork: Sendable {
  private let access: SFTPAccess
  private let permissions: UInt32
  private let limits: TransferLimits
  private let verification: UploadVerification
  private let items: [SFTPUploadBatch.Item]
  private let observing: @Sendable (Int) -> any TransferObserver
  private let deadline: Deadline
  private let bucket: TokenBucket?
  private let state: Mutex<(next: Int, loggingIn: Int, outcomes: [Result<UploadResult, Failure>?])>

  init(
    _ batch: SFTPUploadBatch, _ items: [SFTPUploadBatch.Item],
    _ observing: @escaping @Sendable (Int) -> any TransferObserver
  ) {
    access = batch.access
    permissions = batch.permissions
    var limits = batch.limits
    limits.connections = 1
    self.limits = limits
    verification = batch.verification
    self.items = items
    self.observing = observing
    deadline = Deadline(after: limits.maxTime)
    bucket = limits.bytesPerSecond.map { TokenBucket(bytesPerSecond: $0) }
    state = Mutex((next: 0, loggingIn: 0, outcomes: Array(repeating: nil, count: items.count)))
  }

  var outcomes: [Result<UploadResult, Failure>] {
    state.withLock { state in
      state.outcomes.map { $0 ?? .failure(Failure(.internalError, "a file was left out")) }
    }
  }

  /// Another connection that is not let in is no failure: there are others.
  func runAsHelper() {
    let client: SFTPClient
    do throws(Failure) { client = try access.connect() } catch { return }
    run(client)
  }

  func run(_ client: SFTPClient) {
    var client: SFTPClient? = client
    while let number = take() {
      let outcome: Result<UploadResult, Failure>
      do throws(Failure) { outcome = .success(try send(number, &client)) } catch { outcome = .failure(error) }
      state.withLock { $0.outcomes[number] = outcome }
    }
  }

  private func take() -> Int? {
    state.withLock { state in
      guard state.next < items.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  private func send(_ number: Int, _ client: inout SFTPClient?) throws(Failure) -> UploadResult {
    let item = items[number]
    var upload = SFTPUpload(by: access)
    upload.options.permissions = permissions
    upload.limits = limits
    upload.verification = verification
    let source = try LocalFileSource(opening: item.local)
    let run = try UploadRun(
      upload, source, source.identity(sha256: item.sha256), item.remote, item.checkpoint, observing(number),
      deadline: deadline, bucket: bucket)
    return try run.run(by: &client)
  }
}
