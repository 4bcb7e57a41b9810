internal import Records

/// One call of ``SFTPUpload/run(_:sha256:to:from:observer:)``: what it knows, and its course.
final class UploadRun {
  private(set) var upload: SFTPUpload
  let source: any PositionedSource
  let path: RemotePath
  let part: RemotePath
  let observer: any TransferObserver
  let deadline: Deadline
  let bucket: TokenBucket?
  var checkpoint: TransferCheckpoint
  /// Whether there may be a part that is ours.
  var isBegun: Bool
  var isSynchronized = false
  var arePermissionsSet = false
  var proof = UploadResult.Proof.size
  var connections = 1
  private var mostDone: UInt64 = 0

  init(
    _ upload: SFTPUpload, _ source: any PositionedSource, _ identity: FileIdentity, _ path: RemotePath,
    _ checkpoint: TransferCheckpoint?, _ observer: any TransferObserver,
    deadline: Deadline? = nil, bucket: TokenBucket? = nil
  ) throws(Failure) {
    self.upload = upload
    self.source = source
    self.path = path
    part = try upload.options.part(of: path)
    self.observer = observer
    let deadline = deadline ?? Deadline(after: upload.limits.maxTime)
    self.deadline = deadline
    self.upload.access.settings = deadline.ending(upload.access.settings)
    self.bucket = bucket ?? upload.limits.bytesPerSecond.map { TokenBucket(bytesPerSecond: $0) }
    if let checkpoint, checkpoint.identity.fits(identity) {
      self.checkpoint = checkpoint
      isBegun = true
    } else {
      self.checkpoint = TransferCheckpoint(identity)
      isBegun = false
      if checkpoint != nil { observer.note(.startedOver(.fileChanged)) }
    }
  }

  /// Attempts, one connection each, until one comes to the end.
  func run() throws(Failure) -> UploadResult {
    var client: SFTPClient?
    return try run(by: &client)
  }

  /// The same, beginning with a connection that stands, where there is one; what is left in
  /// `standing` can be used on.
  func run(by standing: inout SFTPClient?) throws(Failure) -> UploadResult {
    var persistence = Persistence(patience: upload.limits.patience)
    var isConnected = standing != nil
    while true {
      do throws(Failure) {
        let client: SFTPClient
        if let old = standing { client = old } else { client = try upload.access.connect() }
        standing = client
        isConnected = true
        client.whenBusy = { [observer] in observer.note(.waiting($0)) }
        observer.connected(client.server)
        return try attempt(client)
      } catch {
        if error.canPass { standing = nil }
        guard isConnected, let delay = persistence.delay(after: error, done: mostDone) else {
          throw deadline.named(error)
        }
        standing = nil
        observer.note(.reconnecting(error, after: delay))
        try Persistence.wait(delay, upload.access.settings, deadline)
      }
    }
  }

  private func attempt(_ client: SFTPClient) throws(Failure) -> UploadResult {
    try deadline.check()
    // A part that is whole is not opened again: there are servers where that empties it.
    let settlement = isBegun && checkpoint.pieces.isComplete ? try settle(client) : nil
    switch settlement {
    case .published(let result)?: return result
    case .unpublished?: break
    case .gone?, nil:
      if settlement != nil { try startOver(.partMissing) }
      try send(client)
    }
    try verify(client)
    try source.confirmUnchanged()
    checkpoint.stage = .publishing
    try observer.keep(checkpoint)
    try observer.verified()
    // Some servers copy the file for that, be it to another machine.
    let isPartGone = try client.patiently(ServerWork(.writing, bytes: source.size)) { () throws(Failure) in
      try client.publish(part, as: path)
    }
    return result(isPartLeft: !isPartGone)
  }

  private func send(_ client: SFTPClient) throws(Failure) {
    let crew = crew(client, for: checkpoint.pieces)
    try crew.look()
    let file: RemoteFile
    do throws(Failure) {
      guard try !client.exists(path) else { throw SFTPClient.taken(path) }
      if checkpoint.pieces.count > 1, !crew.isEmpty,
        let obstacle = try client.obstacleToSharedWriting(beside: part)
      {
        observer.note(.singleConnection(obstacle))
        crew.end()
      }
      file = try openPart(client)
    } catch {
      crew.end()
      do throws(Failure) { try crew.join() } catch {}
      throw error
    }
    let pool = PiecePool(checkpoint.pieces)
    defer {
      mostDone = max(mostDone, pool.bytes.done)
      connections = max(connections, crew.mostAtOnce + 1)
    }
    do throws(Failure) {
      try mover(
        client, file, part, .sending(source), pool, crew, client.canSynchronize ? .remote(file) : .none
      ).move()
      try finish(client, file, pool)
    } catch {
      let failure = client.diskFull(error, at: part)
      client.cleanUp(after: failure) { () throws(Failure) in try client.close(file) }
      throw failure
    }
  }

  func crew(_ client: SFTPClient, for pieces: PieceMap) -> LaneCrew {
    LaneCrew(
      upload.access, like: client,
      wanted: upload.limits.connections(roundTrip: client.roundTrip) - 1, pieces: pieces.count,
      note: { [observer] in observer.note($0) })
  }

  func mover(
    _ client: SFTPClient, _ file: RemoteFile, _ path: RemotePath, _ direction: TransferDirection,
    _ pool: PiecePool, _ crew: LaneCrew, _ safety: LeadWatch.Safety
  ) -> PieceMover {
    PieceMover(
      client: client, file: file,
      job: LaneCrew.Job(path: path, direction: direction, pool: pool, bucket: bucket), crew: crew,
      deadline: deadline, safety: safety, safetyInterval: upload.limits.safetyInterval,
      progress: { [observer] in observer.advanced($0) },
      keep: { [self] pieces throws(Failure) in
        if case .sending = direction {
          checkpoint.pieces = pieces
          try observer.keep(checkpoint)
        }
      })
  }

  /// All bytes have arrived: the mode, the disk, and the close that tells of late failures.
  private func finish(_ client: SFTPClient, _ file: RemoteFile, _ pool: PiecePool) throws(Failure) {
    try source.confirmUnchanged()
    let unsafe = pool.unsafeBytes
    (isSynchronized, arePermissionsSet) = try client.finish(
      file, size: unsafe, upload.options.permissions)
    // A server that cannot be asked to may do it now.
    try client.patiently(ServerWork(.writing, bytes: isSynchronized ? 0 : unsafe)) { () throws(Failure) in
      try client.close(file)
    }
    pool.secure(pool.arrived)
    checkpoint.pieces = pool.safe
    try observer.keep(checkpoint)
  }

  func result(isPartLeft: Bool) -> UploadResult {
    UploadResult(
      size: source.size, isSynchronized: isSynchronized, arePermissionsSet: arePermissionsSet,
      isPartLeft: isPartLeft, proof: proof, connections: connections)
  }
}
