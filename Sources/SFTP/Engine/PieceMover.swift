internal import Records

/// Moves all pieces of a pool, by the connection of the calling thread and by a crew.
struct PieceMover {
  let client: SFTPClient
  let file: RemoteFile
  let job: LaneCrew.Job
  let crew: LaneCrew
  let deadline: Deadline
  let safety: LeadWatch.Safety
  let safetyInterval: Duration
  let progress: (TransferProgress) -> Void
  let keep: (PieceMap) throws(Failure) -> Void

  /// Returns when every piece has arrived and the other connections have closed the file.
  ///
  /// - Throws: the failure that ended the work; what has arrived is made safe before that
  ///   where the end was wished for.
  func move() throws(Failure) {
    let watch = LeadWatch(
      job.pool, crew, deadline, safety, every: safetyInterval, progress: progress, keep: keep)
    let lane = TransferLane(
      client: client, file: file, direction: job.direction, pool: job.pool, bucket: job.bucket,
      isAlone: crew.isEmpty)
    crew.begin(job)
    do throws(Failure) {
      // Once more where a connection broke while it closed the file.
      repeat {
        try lane.work(watch: watch) { () throws(Failure) in
          try client.checkCancellation()
          try watch.look(.now)
          return true
        }
        if let failure = job.pool.failure { throw failure }
        try crew.join()
      } while !job.pool.isDone
      if let failure = job.pool.failure { throw failure }
      client.bear(nil)
      watch.tell()
    } catch {
      job.pool.end(error)
      client.bear(nil)
      crew.end()
      do throws(Failure) { try crew.join() } catch {}
      if error.endsByWish { rescue(error) }
      throw error
    }
  }

  private func rescue(_ failure: Failure) {
    let arrived = job.pool.arrived
    guard !arrived.isEmpty else { return }
    client.cleanUp(after: failure) { () throws(Failure) in
      switch safety {
      case .remote(let file): try client.synchronize(file)
      case .local(let part): try part.synchronize()
      case .none: return
      }
      job.pool.secure(arrived)
      try keep(job.pool.safe)
    }
  }
}
