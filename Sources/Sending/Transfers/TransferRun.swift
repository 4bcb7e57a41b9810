internal import Platform
internal import Profile
internal import Records
internal import SFTP
internal import Storage

/// One attempt to bring a transfer's container to its server.
final class TransferRun: RemoteObserver {
  private(set) var notes: [String] = []
  var transfer: Transfer
  private let runner: TransferRunner
  private let report: (Int64, Int64) -> Void
  private let progress: ProgressFile
  private var peer: RemotePeer?
  private var done: Int64?

  init(_ runner: TransferRunner, _ transfer: Transfer, _ report: @escaping (Int64, Int64) -> Void) {
    self.runner = runner
    self.transfer = transfer
    self.report = report
    progress = runner.place.progress(transfer.id)
  }

  /// - Throws: why the container is not on the server.
  func upload() throws(Failure) {
    let id = transfer.id
    let name = RemoteName.text(of: id)
    let access = try ServerAccess(runner.settings, runner.profile, server: transfer.server)
    try follow(access, name)
    transfer.countAttempt()
    transfer.enter(.uploading, at: runner.time.now())
    try runner.keep(transfer)
    guard let sha256 = Hex.decode(transfer.sha256) else {
      throw Failure(.internalError, "the hash of \(id) is none")
    }
    do throws(Failure) {
      let source = try LocalFileSource(opening: runner.place.copy(id))
      let result = try access.folder(ServerLimits(access.settings, runner.wishes)).upload(
        source, sha256: sha256, as: name, from: progress.load(), observer: self)
      noteLanding(result)
    } catch {
      transfer.amendLastStep { step in
        step.bytes = done ?? step.bytes
        describe(&step)
      }
      throw error
    }
    try publish()
    runner.place.remove(id)
  }

  /// The settings may name another server than at the time of the order: then everything begins
  /// anew there, and the link leads there.
  private func follow(_ access: ServerAccess, _ name: String) throws(Failure) {
    let location = access.address(of: name)
    guard location != transfer.location else { return }
    let base = try access.settings.linkBase.map { (text) throws(Failure) in try LinkBase(text) }
    transfer.move(to: location, link: base?.link(to: transfer.id))
    progress.remove()
    note("it goes to another server now: the settings changed")
  }

  private func noteLanding(_ result: RemoteUpload) {
    transfer.resumedFrom = result.resumedFrom
    transfer.amendLastStep(describe)
  }

  private func publish() throws(Failure) {
    var step = Transfer.Step(.published, at: runner.time.now())
    step.bytes = transfer.size
    transfer.enter(step)
    let kept = transfer
    _ = try runner.store.write { (transaction) throws(Failure) in
      try transaction.update(kept)
      try transaction.queueNotices(kept)
    }
  }

  private func describe(_ step: inout Transfer.Step) {
    step.peer = peer?.address
    step.hostKey = peer?.fingerprint
    if step.reply == nil { step.reply = peer?.greeting }
  }

  // MARK: What the folder tells

  func connected(_ peer: RemotePeer) {
    self.peer = peer
    transfer.hostKey = peer.fingerprint
  }

  func advanced(_ done: Int64, of total: Int64) {
    self.done = done
    report(done, total)
  }

  func keep(_ progress: JSONObject) throws(Failure) { try self.progress.keep(progress) }

  func verified() throws(Failure) {
    transfer.amendLastStep(describe)
    // Once more when the connection broke before the name was given.
    guard transfer.state != .verified else { return }
    var step = Transfer.Step(.verified, at: runner.time.now())
    step.bytes = transfer.size
    transfer.enter(step)
    try runner.keep(transfer)
  }

  func note(_ text: String) { notes.append(text) }
}
