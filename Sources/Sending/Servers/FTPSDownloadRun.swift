internal import NetClient
internal import Platform
internal import Records
internal import SFTP
internal import SystemPackage

/// One call of ``FTPSFolder/download(_:to:replacing:from:observer:)``: what it knows, and its course.
final class FTPSDownloadRun {
  private let folder: FTPSFolder
  private let path: FTPPath
  private let observer: any RemoteObserver
  private let part: StreamPart
  private var checkpoint: StreamCheckpoint?
  private var clock: TransferClock
  private var isConnected = false

  init(
    _ folder: FTPSFolder, _ name: String, _ local: FilePath, _ progress: JSONObject?,
    _ observer: any RemoteObserver
  ) throws(Failure) {
    self.folder = folder
    self.observer = observer
    path = try folder.path(name)
    part = StreamPart(local)
    checkpoint = progress.flatMap { StreamCheckpoint($0) }
    clock = TransferClock(folder.limits)
  }

  /// Attempts, one session each, until one comes to the end.
  func run(replacing: Bool) throws(Failure) -> Int64 {
    try part.checkTarget(replacing: replacing)
    while true {
      do throws(Failure) { return try attempt(replacing) } catch {
        let failure = clock.named(error)
        guard isConnected, let delay = clock.delay(after: failure, done: checkpoint?.moved ?? 0) else {
          throw failure
        }
        observer.note("connecting anew: \(failure.message)")
        try clock.wait(delay)
      }
    }
  }

  private func attempt(_ replacing: Bool) throws(Failure) -> Int64 {
    var file = try part.open(expecting: checkpoint?.moved ?? 0)
    var client = try client(file)
    let identity = try identity(client)
    if let kept = checkpoint, kept.moved > 0, kept.identity != identity || file.isNew {
      observer.note(
        file.isNew
          ? "it begins anew: what had been fetched is gone"
          : "it begins anew: the file on the server is another one")
      checkpoint = nil
    }
    if checkpoint?.identity != identity {
      checkpoint = StreamCheckpoint(identity)
      if !file.isNew {
        file = try part.open(expecting: 0)
        client = try self.client(file)
      }
      try keep(file)
    }
    let offset = checkpoint?.moved ?? 0
    let size = Int64(clamping: identity.size)
    observer.advanced(offset, of: size)
    var lastKept = ContinuousClock.now
    let count = try client.fetch(path, from: offset, to: size) { [self] done throws(Failure) in
      observer.advanced(done, of: size)
      guard lastKept.duration(to: .now) >= folder.limits.transfer.safetyInterval else { return }
      lastKept = .now
      checkpoint?.moved = done
      try keep(file)
    }
    guard count == size - offset else {
      throw Failure(.connectionLost, "the server ended the file after \(offset + count) of \(size) bytes")
    }
    guard try self.identity(client) == identity else {
      throw Failure(.remoteChanged, "\(path.text) changed on the server while it was fetched")
    }
    observer.advanced(size, of: size)
    try file.part.publish(at: part.target, replacing: replacing)
    return size
  }

  private func client(_ file: StreamPart.Open) throws(Failure) -> FTPSClient {
    try folder.client(file: file.part.descriptor, observer, clock) { [self] in isConnected = true }
  }

  private func identity(_ client: FTPSClient) throws(Failure) -> FileIdentity {
    guard let status = try client.status(of: path) else {
      throw Failure(.remoteNoSuchFile, "there is no \(path.text) on the server")
    }
    guard status.isFile else {
      throw Failure(.remoteNotAFile, "\(path.text) is a directory or no regular file on the server")
    }
    guard let size = status.size, size >= 0 else {
      throw Failure(.remoteUnsupported, "the server does not tell the size of \(path.text)")
    }
    return FileIdentity(size: UInt64(size), modified: status.modified?.milliseconds ?? 0)
  }

  private func keep(_ file: StreamPart.Open) throws(Failure) {
    guard let checkpoint else { return }
    try file.part.synchronize()
    try observer.keep(checkpoint.object)
  }
}
