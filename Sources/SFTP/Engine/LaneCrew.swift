internal import Platform
internal import Records

/// The connections of a transfer besides the first one: each a thread with a session of its
/// own. They log in a few at a time, because a server drops who comes when too many are not
/// logged in yet (`MaxStartups`), and one that is not let in is no failure.
final class LaneCrew {
  /// What all of them work on.
  struct Job: Sendable {
    let path: RemotePath
    let direction: TransferDirection
    let pool: PiecePool
    let bucket: TokenBucket?
  }

  /// Not logged in yet at one time; a server's limit is ten by default, for all its users.
  static let loggingInAtOnce = 6

  private let access: SFTPAccess
  private let known: SFTPClient.Acquaintance
  private let pieces: Int
  private let board = LaneBoard()
  private let note: (TransferNote) -> Void
  private var threads: [WorkerThread<Bool>] = []
  private var wanted: Int
  private var breaks = 0
  private var lastStart: ContinuousClock.Instant?
  private var nextStart = ContinuousClock.now

  /// - Parameters:
  ///   - wanted: how many, without the first connection.
  ///   - pieces: how many pieces there are to move, as far as is known.
  ///   - note: told of what differs from that.
  init(
    _ access: SFTPAccess, like first: SFTPClient, wanted: Int, pieces: Int,
    note: @escaping (TransferNote) -> Void
  ) {
    self.access = access
    known = first.acquaintance
    self.pieces = pieces
    self.note = note
    self.wanted = max(wanted, 0)
  }

  /// The most that worked at one time.
  var mostAtOnce: Int { board.mostAtOnce }

  /// Sets those that are logged in to work: the file is there now.
  func begin(_ job: Job) { board.begin(job) }

  /// Starts what is missing, and takes note of what the threads report.
  func look(now: ContinuousClock.Instant = .now) throws(Failure) {
    for report in board.takeReports() { heed(report, now) }
    while now >= nextStart, board.loggingIn < Self.loggingInAtOnce, board.count < wanted, isWorthwhile {
      let (access, known, board) = (access, known, board)
      board.started()
      // They wait in their own threads: the first connection may be busy with questions.
      let start = max(now, lastStart.map { $0 + .milliseconds(10) } ?? now)
      lastStart = start
      threads.append(
        try WorkerThread("sftp-lane") { () throws(Failure) in
          board.wait(until: start)
          LaneThread(access: access, known: known, board: board).run()
          return true
        })
    }
  }

  /// Another connection needs a piece of its own to be of use.
  private var isWorthwhile: Bool {
    guard let pool = board.job?.pool else { return pieces > board.count + 1 }
    let left = pool.safe.fileSize - pool.bytes.done
    return left > UInt64(board.count + 1) * pool.safe.pieceSize
  }

  private func heed(_ report: LaneBoard.Report, _ now: ContinuousClock.Instant) {
    switch report {
    case .notLetIn(let failure):
      guard wanted > board.count else { return }
      wanted = board.count
      note(.fewerConnections(wanted + 1, failure))
    case .broke(let failure):
      breaks += 1
      let delay = Duration.milliseconds(250 * (1 << min(breaks, 6)))
      nextStart = now + delay
      if breaks > 20 { wanted = board.count }
      note(.reconnecting(failure, after: delay))
    }
  }

  /// Whether no other connection is wanted.
  var isEmpty: Bool { wanted == 0 || board.isEnded }

  /// Ends the work of all threads.
  func end() {
    wanted = 0
    board.end()
  }

  /// Waits for all threads, which end when all pieces are done or after ``end()``.
  func join() throws(Failure) {
    for thread in threads { _ = try thread.join() }
    threads = []
  }
}
