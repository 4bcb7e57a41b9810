internal import Records

/// What one thread of a crew does, from its login to its end.
struct LaneThread {
  let access: SFTPAccess
  let known: SFTPClient.Acquaintance
  let board: LaneBoard

  func run() {
    var access = access
    let (board, isCancelled) = (board, access.settings.isCancelled)
    access.settings.isCancelled = { board.isEnded || isCancelled() }
    let client: SFTPClient
    do throws(Failure) { client = try SFTPClient(access, like: known) } catch {
      return board.ended(isLoggedIn: false, error.code == .transferCancelled ? nil : .notLetIn(error))
    }
    board.loggedIn()
    board.ended(isLoggedIn: true, board.waitForJob().flatMap { move(client, $0) })
  }

  /// Moves pieces by a connection; what there is to tell of its end.
  private func move(_ client: SFTPClient, _ job: LaneCrew.Job) -> LaneBoard.Report? {
    let lane: TransferLane
    do throws(Failure) { lane = try open(client, job) } catch {
      if error.code == .transferCancelled { return nil }
      return error.canPass ? .broke(error) : .notLetIn(error)
    }
    do throws(Failure) {
      try lane.work(watch: CrewWatch(job.pool)) { !board.isEnded }
    } catch { return ending(error, job.pool) }
    guard !job.pool.isEnded else { return nil }
    do throws(Failure) {
      try client.patiently(ServerWork(.writing, bytes: job.pool.unsafeBytes)) { () throws(Failure) in
        try client.close(lane.file)
      }
    } catch {
      // The server may have lost what it had taken.
      job.pool.giveBackUnsafe()
      return ending(error, job.pool)
    }
    return nil
  }

  private func ending(_ failure: Failure, _ pool: PiecePool) -> LaneBoard.Report? {
    if failure.code == .transferCancelled { return nil }
    if failure.canPass { return .broke(failure) }
    pool.end(failure)
    return nil
  }

  private func open(_ client: SFTPClient, _ job: LaneCrew.Job) throws(Failure) -> TransferLane {
    let file = try client.open(job.path, job.direction.openMode)
    if case .fetching(_, let identity) = job.direction,
      FileIdentity(try client.attributes(of: file)) != identity
    {
      let changed = Failure(.remoteChanged, "\(job.path) was replaced on the server while it was fetched")
      job.pool.end(changed)
      throw changed
    }
    return TransferLane(
      client: client, file: file, direction: job.direction, pool: job.pool, bucket: job.bucket,
      isAlone: false)
  }
}

extension Failure {
  /// Whether the same may go well a little later, without anybody doing anything.
  var canPass: Bool {
    [
      .connectionLost, .connectTimeout, .connectionRefused, .noBanner, .hostUnreachable,
      .tooManyLogins, .resolverUnavailable,
      // A byte that was flipped on the way looks like these.
      .keyExchangeFailed, .notSSH, .sftpProtocol,
    ].contains(code)
  }
}
