internal import Platform
internal import Records
internal import SFTP
internal import SystemPackage

/// A folder on an SFTP server, by the engine of the SFTP room.
final class SFTPFolder: RemoteFolder {
  private let path: RemotePath
  private let url: String
  private let access: SFTPAccess
  private let fileMode: UInt32
  private let limits: ServerLimits
  /// For the small things; for a transfer the engine makes connections of its own.
  private var standing: SFTPClient?

  init(_ server: SFTPServer, url: String, _ limits: ServerLimits) {
    path = server.location.path
    self.url = url
    access = server.access(limits)
    fileMode = server.fileMode.rawValue
    self.limits = limits
  }

  private var engine: SFTPUpload {
    var upload = SFTPUpload(by: access)
    upload.limits = limits.transfer
    upload.options.permissions = fileMode
    upload.verification = limits.verification
    return upload
  }

  func address(of name: String) -> String { ServerAccess.address(of: name, in: url) }

  func upload(
    _ source: LocalFileSource, sha256: [UInt8], as name: String, from progress: JSONObject?,
    observer: any RemoteObserver
  ) throws(Failure) -> RemoteUpload {
    let teller = SFTPObserver(observer, limits.log)
    let result = try engine.run(
      source, sha256: sha256, to: try file(name), from: progress.flatMap { TransferCheckpoint($0) },
      observer: teller)
    limits.log?(
      "sent \(result.size) bytes by \(result.connections) connections; proven by \(Self.word(result.proof))")
    if result.isPartLeft {
      // Once more, by another connection: the name stands, and whatever happens now is no failure.
      do throws(Failure) { try discardPart(of: name) } catch {
        observer.note("the part stays on the server beside the file: \(error.message)")
      }
    }
    return RemoteUpload(
      proof: Self.word(result.proof), connections: result.connections,
      // Nothing was moved: it was all there, or there is nothing to send.
      resumedFrom: teller.resumedFrom ?? Int64(clamping: source.size))
  }

  private static func word(_ proof: UploadResult.Proof) -> String {
    proof == .readBack ? "read_back" : proof.rawValue
  }

  func download(
    _ name: String, to local: FilePath, replacing: Bool, from progress: JSONObject?,
    observer: any RemoteObserver
  ) throws(Failure) -> Int64 {
    var download = SFTPDownload(by: access)
    download.limits = limits.transfer
    let size = try download.run(
      try file(name), to: local, replacing: replacing, from: progress.flatMap { TransferCheckpoint($0) },
      observer: SFTPObserver(observer, limits.log))
    return Int64(clamping: size)
  }

  func discardPart(of name: String) throws(Failure) {
    try SFTPUpload(by: access).discard(try file(name))
  }

  func remove(_ name: String) throws(Failure) {
    let file = try file(name)
    try ask { (client) throws(Failure) in try client.remove(file) }
  }

  func exists(_ name: String) throws(Failure) -> Bool {
    let file = try file(name)
    return try ask { (client) throws(Failure) in try client.exists(file) }
  }

  func list(prefix: String) throws(Failure) -> [RemoteEntry] {
    let entries = try ask { (client) throws(Failure) in try client.entries(of: path) }
    return entries.compactMap { entry in
      guard entry.attributes.isRegularFile, let name = String(validating: entry.name, as: UTF8.self),
        name.hasPrefix(prefix), !name.hasPrefix(".part-")
      else { return nil }
      return RemoteEntry(
        name: name, size: entry.attributes.size.map { Int64(clamping: $0) },
        modified: entry.attributes.modified.map { Timestamp(milliseconds: Int64($0) * 1000) })
    }.sorted { $0.name < $1.name }
  }

  func readSmall(_ name: String, limit: Int) throws(Failure) -> [UInt8] {
    let file = try file(name)
    return try ask { (client) throws(Failure) in
      let sink = SmallContent(name, limit: limit)
      try client.download(file, to: sink)
      return sink.bytes
    }
  }

  func writeSmall(_ bytes: [UInt8], as name: String) throws(Failure) {
    let file = try file(name)
    try engine.send(PositionedMemory(bytes), to: file, by: &standing)
  }

  private func file(_ name: String) throws(Failure) -> RemotePath {
    guard let path = path.appending(Array(name.utf8)) else {
      throw Failure(.locationInvalid, "the name of a remote file is none")
    }
    return path
  }

  /// Works on one connection for all small things; one that broke meanwhile is made once anew.
  private func ask<Value>(_ body: (SFTPClient) throws(Failure) -> Value) throws(Failure) -> Value {
    if let standing {
      do throws(Failure) { return try body(standing) } catch {
        guard error.code == .connectionLost else { throw error }
        self.standing = nil
      }
    }
    let client = try access.connect()
    standing = client
    do throws(Failure) { return try body(client) } catch {
      if error.code == .connectionLost { standing = nil }
      throw error
    }
  }
}

/// Tells an observer of the seam what the engine tells.
private final class SFTPObserver: TransferObserver {
  private let observer: any RemoteObserver
  private let log: (@Sendable (String) -> Void)?
  /// What the engine took as safe when it began to move bytes; `nil` when it moved none.
  private(set) var resumedFrom: Int64?

  init(_ observer: any RemoteObserver, _ log: (@Sendable (String) -> Void)?) {
    self.observer = observer
    self.log = log
  }

  func connected(_ server: ConnectedServer) {
    observer.connected(
      RemotePeer(
        address: server.address, fingerprint: server.hostKey.fingerprint, greeting: server.software))
  }

  func advanced(_ progress: TransferProgress) {
    if resumedFrom == nil {
      resumedFrom = Int64(clamping: progress.safe)
      log?("\(progress.safe) of \(progress.total) bytes need not be moved again")
    }
    observer.advanced(Int64(clamping: progress.done), of: Int64(clamping: progress.total))
  }

  func keep(_ checkpoint: TransferCheckpoint) throws(Failure) { try observer.keep(checkpoint.object) }

  func verified() throws(Failure) { try observer.verified() }

  func note(_ note: TransferNote) {
    log?(note.text)
    observer.note(note.text)
  }
}

extension TransferNote {
  /// For a person.
  fileprivate var text: String {
    switch self {
    case .startedOver(.fileChanged): "it begins anew: the file is another one than before"
    case .startedOver(.partMissing): "it begins anew: what had been sent is gone from the server"
    case .startedOver(.partAltered): "it begins anew: somebody changed what had been sent"
    case .startedOver(.reopeningRefused): "it begins anew: the server lets no file be gone on with"
    case .singleConnection(let failure): "one connection only: \(failure.message)"
    case .fewerConnections(let count, let failure): "\(count) connections only: \(failure.message)"
    case .reconnecting(let failure, after: _): "connecting anew: \(failure.message)"
    case .waiting(let work): "the server is silent, probably \(work.text); it is waited for"
    case .alreadyPublished: "the file had its name already, from an attempt whose end nobody heard of"
    }
  }
}
