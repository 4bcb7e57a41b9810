internal import Keys
internal import NetClient
internal import Platform
internal import Records
internal import SFTP

/// One call of ``FTPSFolder/upload(_:sha256:as:from:observer:)``: what it knows, and its course.
///
/// The bytes go to `.part-NAME`. FTP has no way to have them put onto the disk, nor to be told how
/// many have arrived but by asking for the size; so an upload goes on from the smaller one of that
/// size and of what was sent, by `REST` and `STOR`, which write again what is there already: a
/// connection that died may still have bytes for the server's disk, and they are the same. Servers
/// that refuse that are asked to append, at exactly the size; where that fails, too, it begins anew.
///
/// `RNTO` overwrites at most servers. The name is asked for just before, and has 128 random bits;
/// between the two there is a gap that FTP cannot close.
final class FTPSUploadRun {
  private let folder: FTPSFolder
  private let source: LocalFileSource
  private let final: FTPPath
  private let part: FTPPath
  private let observer: any RemoteObserver
  private let size: Int64
  private var checkpoint: StreamCheckpoint
  private var clock: TransferClock
  /// When the checkpoint was kept last; `nil` before the first bytes.
  private var lastKept: ContinuousClock.Instant?
  private var isConnected = false
  /// The most bytes that were sent in this run.
  private var mostDone: Int64 = 0
  /// Where this run began to send; `nil` before.
  private var resumedFrom: Int64?
  private var reply: String?

  init(
    _ folder: FTPSFolder, _ source: LocalFileSource, _ sha256: [UInt8], _ name: String,
    _ progress: JSONObject?,
    _ observer: any RemoteObserver
  ) throws(Failure) {
    self.folder = folder
    self.source = source
    self.observer = observer
    final = try folder.path(name)
    part = try folder.path(FTPSFolder.partName(of: name))
    size = Int64(clamping: source.size)
    clock = TransferClock(folder.limits)
    let identity = source.identity(sha256: sha256)
    let kept = progress.flatMap { StreamCheckpoint($0) }
    if let kept, kept.identity == identity {
      checkpoint = kept
    } else {
      checkpoint = StreamCheckpoint(identity)
      if kept != nil { observer.note("it begins anew: the file is another one than before") }
    }
  }

  /// Attempts, one session each, until one comes to the end.
  func run() throws(Failure) -> RemoteUpload {
    while true {
      do throws(Failure) { return try attempt() } catch {
        let failure = clock.named(error)
        try observer.keep(checkpoint.object)
        guard isConnected, let delay = clock.delay(after: failure, done: mostDone) else { throw failure }
        observer.note("connecting anew: \(failure.message)")
        try clock.wait(delay)
      }
    }
  }

  private func attempt() throws(Failure) -> RemoteUpload {
    let client = try folder.client(file: source.descriptor, observer, clock) { [self] in isConnected = true }
    if let status = try client.status(of: final) {
      guard checkpoint.isPublishing, status.size == size, try client.status(of: part) == nil else {
        throw Failure(.remoteExists, "\(final.text) is already taken on the server; nothing is overwritten")
      }
      observer.note("the file had its name already, from an attempt whose end nobody heard of")
      return RemoteUpload(proof: "size", resumedFrom: size, reply: nil)
    }
    try move(client)
    let proof = try prove(client)
    _ = try client.setMode(folder.fileMode, of: part)
    try source.confirmUnchanged()
    checkpoint.isPublishing = true
    try observer.keep(checkpoint.object)
    try observer.verified()
    guard try client.status(of: final) == nil else {
      throw Failure(.remoteExists, "\(final.text) was taken meanwhile on the server; nothing is overwritten")
    }
    try client.rename(part, to: final)
    return RemoteUpload(proof: proof, resumedFrom: resumedFrom ?? 0, reply: reply)
  }

  /// Brings all bytes to the part's name.
  private func move(_ client: FTPSClient) throws(Failure) {
    let there = try client.status(of: part)
    guard checkpoint.moved > 0 else { return try sendWhole(client, isThere: there != nil) }
    guard let there else { return try startOver(client, "what had been sent is gone from the server") }
    guard let length = there.size, length <= size else {
      return try startOver(client, "somebody changed what had been sent", isThere: true)
    }
    // All of it, and the connection broke before the end was heard of: the last byte is sent again.
    let offset = min(checkpoint.moved, length, max(0, size - 1))
    do throws(Failure) { return try send(client, from: offset, .restart) } catch {
      guard error.refusesToGoOn else { throw error }
    }
    // Asked anew: appending behind another end than this would make another file.
    guard let length = try client.status(of: part)?.size, length <= size else {
      return try startOver(client, "what had been sent is gone from the server")
    }
    if length == size { return }
    do throws(Failure) { try send(client, from: length, .append) } catch {
      guard error.refusesToGoOn else { throw error }
      try startOver(client, "the server lets no file be gone on with", isThere: true)
    }
  }

  private func startOver(_ client: FTPSClient, _ why: String, isThere: Bool = false) throws(Failure) {
    observer.note("it begins anew: \(why)")
    try sendWhole(client, isThere: isThere)
  }

  private func sendWhole(_ client: FTPSClient, isThere: Bool) throws(Failure) {
    // There are servers that write no file that is there.
    if isThere { try client.remove(part) }
    checkpoint = StreamCheckpoint(checkpoint.identity)
    resumedFrom = 0
    try observer.keep(checkpoint.object)
    try send(client, from: 0, .whole)
  }

  private func send(_ client: FTPSClient, from offset: Int64, _ how: FTPSTask.Sending) throws(Failure) {
    observer.advanced(offset, of: size)
    resumedFrom = resumedFrom ?? offset
    let before = checkpoint.moved
    checkpoint.moved = how == .whole ? 0 : offset
    do throws(Failure) {
      try client.send(to: part, from: offset, to: size, how) { [self] done throws(Failure) in
        try advance(done)
      }
    } catch {
      checkpoint.moved = max(checkpoint.moved, how == .whole ? 0 : before)
      throw error
    }
    try advance(size)
    reply = client.lastReply
  }

  private func advance(_ done: Int64) throws(Failure) {
    checkpoint.moved = max(checkpoint.moved, min(done, size))
    mostDone = max(mostDone, checkpoint.moved)
    observer.advanced(min(done, size), of: size)
    // Nothing is asked of the server for it, so it is kept more often than where each costs a round trip.
    let interval = min(folder.limits.transfer.safetyInterval, .seconds(1))
    if let lastKept, lastKept.duration(to: .now) < interval, done < size { return }
    lastKept = .now
    try observer.keep(checkpoint.object)
  }

  /// Proves the part: its size always, its hash where the server makes one, else all of it on demand.
  private func prove(_ client: FTPSClient) throws(Failure) -> String {
    let length = try client.status(of: part)?.size
    // There are servers that take a connection which broke for the file's end, and say so.
    if let length, length < size {
      checkpoint.moved = min(checkpoint.moved, length)
      throw Failure(.connectionLost, "\(length) of \(size) bytes arrived before the file's connection broke")
    }
    guard length == size else {
      return try refuse(
        client, .remoteSizeDiffers,
        "\(part.text) has \(length.map { "\($0)" } ?? "no") bytes on the server, and not \(size)")
    }
    if let sha256 = checkpoint.identity.sha256, let theirs = try client.sha256(of: part) {
      guard theirs == sha256 else {
        return try refuse(client, .remoteContentDiffers, "\(part.text) has another hash on the server")
      }
      return "hash"
    }
    guard folder.limits.verification == .full else { return "size" }
    do throws(Failure) { try client.compare(part, to: size) { _ throws(Failure) in } } catch {
      guard error.code == .remoteContentDiffers || error.code == .remoteSizeDiffers else { throw error }
      return try refuse(client, error.code, error.message)
    }
    return "read_back"
  }

  /// A part that is not the file is no use to the next run.
  private func refuse(_ client: FTPSClient, _ code: Failure.Code, _ message: String) throws(Failure) -> String
  {
    checkpoint = StreamCheckpoint(checkpoint.identity)
    do throws(Failure) { try client.remove(part) } catch {
      observer.note("the part stays on the server: \(error.message)")
    }
    throw Failure(code, message, hint: "so-ftpsend retry begins anew")
  }
}

extension Failure {
  /// Whether a server will not write into a file that is there, in one way or another. Why, is not
  /// always heard: it hangs up on the file's connection first.
  fileprivate var refusesToGoOn: Bool {
    [
      .remoteExists, .remoteUnsupported, .remotePermissionDenied, .remoteFailure, .remoteNoSuchFile,
      .dataChannelRefused,
    ].contains(code)
  }
}
