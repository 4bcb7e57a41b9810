internal import NetClient
internal import Platform
internal import Records
internal import SFTP
internal import SystemPackage

/// Fetches a public link into `PATH.part`, and goes on with it where the server can.
final class WebDownloadRun {
  /// More than any container, and less than would let a link fill every disk.
  static let maximumSize: Int64 = 1 << 40

  private let url: String
  private let authority: String?
  private let limits: ServerLimits
  private let observer: any RemoteObserver
  private let part: StreamPart
  private var checkpoint: StreamCheckpoint?
  private var clock: TransferClock

  /// - Throws: `scheme_refused`, `location_invalid`.
  init(
    _ url: String, to local: FilePath, trusting authority: String?, _ limits: ServerLimits,
    from progress: JSONObject?, observer: any RemoteObserver
  ) throws(Failure) {
    try WebLink.check(url)
    self.url = url
    self.authority = authority
    self.limits = limits
    self.observer = observer
    part = StreamPart(local)
    checkpoint = progress.flatMap { StreamCheckpoint($0) }
    clock = TransferClock(limits)
  }

  /// Attempts, one after the other, until one comes to the end.
  ///
  /// - Returns: the size in bytes.
  func run(replacing: Bool) throws(Failure) -> Int64 {
    try part.checkTarget(replacing: replacing)
    while true {
      let before = checkpoint?.moved ?? 0
      do throws(Failure) { return try attempt(replacing) } catch {
        let failure = clock.named(error)
        if failure.code == .remoteChanged, before > 0 {
          observer.note("it begins anew: the file on the server is another one")
          checkpoint = nil
          continue
        }
        // Before anything came there is nothing to mend.
        guard let moved = checkpoint?.moved, let delay = clock.delay(after: failure, done: moved) else {
          throw failure
        }
        observer.note("connecting anew: \(failure.message)")
        try clock.wait(delay)
      }
    }
  }

  private func attempt(_ replacing: Bool) throws(Failure) -> Int64 {
    if checkpoint?.validator == nil { checkpoint = nil }
    let file = try part.open(expecting: checkpoint?.moved ?? 0)
    if file.isNew { checkpoint = nil }
    var lastKept = ContinuousClock.now
    let clock = clock
    let client = WebClient(
      authority: authority, limits: FTPSAccount.Limits(limits), file: file.part.descriptor
    ) { clock.isOver }
    let answer = try client.fetch(
      url, from: checkpoint?.moved ?? 0, validator: checkpoint?.validator, maximum: Self.maximumSize
    ) { [self] progress throws(Failure) in
      guard let size = progress.size else { return }
      if checkpoint?.validator != progress.validator || checkpoint?.identity.size != UInt64(size) {
        checkpoint = StreamCheckpoint(FileIdentity(size: UInt64(size), modified: 0))
        checkpoint?.validator = progress.validator
      }
      checkpoint?.moved = min(progress.done, size)
      observer.advanced(progress.done, of: size)
      guard lastKept.duration(to: .now) >= limits.transfer.safetyInterval, let checkpoint else { return }
      lastKept = .now
      try file.part.synchronize()
      try observer.keep(checkpoint.object)
    }
    observer.connected(RemotePeer(address: answer.peer, fingerprint: nil, greeting: nil))
    if let size = answer.size, answer.bytes != size {
      throw Failure(.connectionLost, "the server ended the file after \(answer.bytes) of \(size) bytes")
    }
    observer.advanced(answer.bytes, of: answer.bytes)
    try file.part.publish(at: part.target, replacing: replacing)
    return answer.bytes
  }
}
