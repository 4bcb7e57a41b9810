internal import Platform
internal import Records
internal import SystemPackage

/// One call of ``SFTPDownload/run(_:to:replacing:from:observer:)``: what it knows, and its course.
final class DownloadRun {
  private var download: SFTPDownload
  private let path: RemotePath
  private let local: FilePath
  private let observer: any TransferObserver
  private let deadline: Deadline
  private let bucket: TokenBucket?
  private var checkpoint: TransferCheckpoint?
  private var mostDone: UInt64 = 0

  init(
    _ download: SFTPDownload, _ path: RemotePath, _ local: FilePath, _ checkpoint: TransferCheckpoint?,
    _ observer: any TransferObserver
  ) {
    self.download = download
    self.path = path
    self.local = local
    self.observer = observer
    self.checkpoint = checkpoint
    deadline = Deadline(after: download.limits.maxTime)
    self.download.access.settings = deadline.ending(download.access.settings)
    bucket = download.limits.bytesPerSecond.map { TokenBucket(bytesPerSecond: $0) }
  }

  /// Attempts, one connection each, until one comes to the end.
  func run(replacing: Bool) throws(Failure) -> UInt64 {
    if !replacing, try FileStatus(at: local, followingLinks: false) != nil {
      throw Failure(.alreadyExists, "\(local.printable) already exists; nothing is overwritten")
    }
    var persistence = Persistence(patience: download.limits.patience)
    var isConnected = false
    while true {
      do throws(Failure) {
        let client = try download.access.connect()
        isConnected = true
        observer.connected(client.server)
        return try attempt(client, replacing)
      } catch {
        guard isConnected, let delay = persistence.delay(after: error, done: mostDone) else {
          throw deadline.named(error)
        }
        observer.note(.reconnecting(error, after: delay))
        try Persistence.wait(delay, download.access.settings, deadline)
      }
    }
  }

  private func attempt(_ client: SFTPClient, _ replacing: Bool) throws(Failure) -> UInt64 {
    try deadline.check()
    guard try client.attributes(of: path).isRegularFile else {
      throw Failure(.remoteNotAFile, "\(path) is a directory or no regular file on the server")
    }
    let file = try client.open(path, .reading)
    let identity: FileIdentity
    let part: LocalPart
    do throws(Failure) {
      guard let found = FileIdentity(try client.attributes(of: file)) else {
        throw Failure(.remoteUnsupported, "the server does not tell the size of \(path)")
      }
      identity = found
      part = try openPart(identity)
      try fetch(client, file, identity, part)
      try confirm(client, file, identity)
      try client.close(file)
    } catch {
      client.cleanUp(after: error) { () throws(Failure) in try client.close(file) }
      throw error
    }
    guard try part.size == identity.size else {
      throw Failure(
        .ioError, "\(part.path.printable) does not have the \(identity.size) bytes that were fetched")
    }
    try part.publish(at: local, replacing: replacing)
    return identity.size
  }

  /// Opens the part of the earlier run where it can be gone on with, else a new one.
  private func openPart(_ identity: FileIdentity) throws(Failure) -> LocalPart {
    let path = SFTPDownload.part(of: local)
    if let checkpoint, !checkpoint.pieces.isEmpty {
      guard let reason = try obstacle(checkpoint, identity, path) else {
        return try LocalPart(path, isNew: false)
      }
      observer.note(.startedOver(reason))
    }
    let part = try LocalPart(path, isNew: true)
    let new = TransferCheckpoint(identity)
    checkpoint = new
    try observer.keep(new)
    return part
  }

  private func obstacle(
    _ checkpoint: TransferCheckpoint, _ identity: FileIdentity, _ path: FilePath
  ) throws(Failure) -> TransferNote.StartReason? {
    guard checkpoint.identity.fits(identity) else { return .fileChanged }
    guard let status = try FileStatus(at: path, followingLinks: false) else { return .partMissing }
    guard status.kind == .regular, (checkpoint.pieces.end...identity.size).contains(UInt64(status.size))
    else {
      return .partAltered
    }
    return nil
  }

  private func fetch(
    _ client: SFTPClient, _ file: RemoteFile, _ identity: FileIdentity, _ part: LocalPart
  ) throws(Failure) {
    let pool = PiecePool(checkpoint?.pieces ?? PieceMap(fileSize: identity.size))
    let crew = LaneCrew(
      download.access, like: client, wanted: download.limits.connections(roundTrip: client.roundTrip) - 1,
      pieces: pool.safe.count,
      note: { [observer] in observer.note($0) })
    defer { mostDone = max(mostDone, pool.bytes.done) }
    try PieceMover(
      client: client, file: file,
      job: LaneCrew.Job(
        path: path, direction: .fetching(part, identity), pool: pool, bucket: bucket),
      crew: crew, deadline: deadline, safety: .local(part),
      safetyInterval: download.limits.safetyInterval,
      progress: { [observer] in observer.advanced($0) },
      keep: { [self] pieces throws(Failure) in try keep(pieces) }
    ).move()
  }

  private func keep(_ pieces: PieceMap) throws(Failure) {
    guard var new = checkpoint else { return }
    new.pieces = pieces
    checkpoint = new
    try observer.keep(new)
  }

  /// The file that was read, and the one that has the name now, are still those of the beginning.
  private func confirm(_ client: SFTPClient, _ file: RemoteFile, _ identity: FileIdentity) throws(Failure) {
    for attributes in [try client.attributes(of: file), try client.attributes(of: path)]
    where FileIdentity(attributes) != identity {
      throw Failure(.remoteChanged, "\(path) changed on the server while it was fetched")
    }
  }
}

extension FileIdentity {
  /// What a server tells of a file; `nil` when it keeps the size to itself.
  init?(_ attributes: FileAttributes) {
    guard let size = attributes.size else { return nil }
    self.init(size: size, modified: Int64(attributes.modified ?? 0))
  }
}
