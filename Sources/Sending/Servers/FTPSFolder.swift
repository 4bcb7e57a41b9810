internal import Glibc
internal import Keys
internal import NetClient
internal import Platform
internal import Records
internal import SFTP
internal import SystemPackage

/// A folder on an FTPS server, through `so-net`.
///
/// One connection carries a file, for FTP has no way for several to write one.
final class FTPSFolder: RemoteFolder {
  let limits: ServerLimits
  let fileMode: UInt32
  private let folder: FTPPath
  private let url: String
  private let account: FTPSAccount
  /// For the small things: a session, and the file that it reads into.
  private var standing: (client: FTPSClient, file: MemoryFile)?

  init(_ site: FTPSSite, url: String, _ limits: ServerLimits) throws(Failure) {
    folder = site.path
    self.url = url
    self.limits = limits
    fileMode = site.fileMode
    account = try site.account(limits)
  }

  func address(of name: String) -> String { ServerAccess.address(of: name, in: url) }

  func upload(
    _ source: LocalFileSource, sha256: [UInt8], as name: String, from progress: JSONObject?,
    observer: any RemoteObserver
  ) throws(Failure) -> RemoteUpload {
    try FTPSUploadRun(self, source, sha256, name, progress, observer).run()
  }

  func download(
    _ name: String, to path: FilePath, replacing: Bool, from progress: JSONObject?,
    observer: any RemoteObserver
  ) throws(Failure) -> Int64 {
    try FTPSDownloadRun(self, name, path, progress, observer).run(replacing: replacing)
  }

  func discardPart(of name: String) throws(Failure) {
    do throws(Failure) { try remove(Self.partName(of: try checked(name))) } catch {
      guard error.code == .remoteNoSuchFile else { throw error }
    }
  }

  func remove(_ name: String) throws(Failure) {
    let path = try path(name)
    try ask { (client, _) throws(Failure) in try client.remove(path) }
  }

  func exists(_ name: String) throws(Failure) -> Bool {
    let path = try path(name)
    return try ask { (client, _) throws(Failure) in try client.status(of: path) != nil }
  }

  func list(prefix: String) throws(Failure) -> [RemoteEntry] {
    let entries = try ask { (client, file) throws(Failure) in
      try client.entries(of: folder, prefix: prefix, buffer: file.descriptor)
    }
    return entries.filter { !$0.name.hasPrefix(".part-") }
      .map { RemoteEntry(name: $0.name, size: $0.status.size, modified: $0.status.modified) }
      .sorted { $0.name < $1.name }
  }

  func readSmall(_ name: String, limit: Int) throws(Failure) -> [UInt8] {
    let path = try path(name)
    return try ask { (client, file) throws(Failure) in
      guard let status = try client.status(of: path) else {
        throw Failure(.remoteNoSuchFile, "there is no \(path.text) on the server")
      }
      let excess = Failure(.remoteTooLarge, "\(name) on the server has more than \(limit) bytes")
      if let size = status.size, size > Int64(limit) { throw excess }
      let count: Int64
      do throws(Failure) {
        count = try client.fetch(path, from: 0, to: Int64(limit)) { _ throws(Failure) in }
      } catch {
        throw error.code == .remoteChanged ? excess : error
      }
      var bytes = [UInt8](repeating: 0, count: Int(count))
      let got = unsafe bytes.withUnsafeMutableBytes {
        unsafe pread(file.descriptor.rawValue, $0.baseAddress, $0.count, 0)
      }
      guard got == bytes.count else { throw Failure(.current, "cannot read what was fetched") }
      return bytes
    }
  }

  func writeSmall(_ bytes: [UInt8], as name: String) throws(Failure) {
    let file = try MemoryFile()
    try unsafe file.write(bytes.span.bytes)
    let client = FTPSClient(account, file: file.descriptor, isCancelled: limits.isCancelled)
    client.log(to: limits.log)
    try put(bytes.count, as: name, by: client)
    withExtendedLifetime(file) {}
  }

  /// Puts the first `count` bytes of the session's file there.
  func put(_ count: Int, as name: String, by client: FTPSClient) throws(Failure) {
    let (path, part) = (try path(name), try self.path(Self.partName(of: name)))
    let taken = Failure(.remoteExists, "\(path.text) is already taken on the server; nothing is overwritten")
    guard try client.status(of: path) == nil else { throw taken }
    if try client.status(of: part) != nil { try client.remove(part) }
    try client.send(to: part, from: 0, to: Int64(count), .whole) { _ throws(Failure) in }
    guard try client.status(of: part)?.size == Int64(count) else {
      throw Failure(.remoteSizeDiffers, "\(part.text) does not have \(count) bytes on the server")
    }
    _ = try client.setMode(fileMode, of: part)
    guard try client.status(of: path) == nil else { throw taken }
    try client.rename(part, to: path)
  }

  /// The path of an entry of the folder.
  ///
  /// - Throws: `location_invalid` when the name is no single component.
  func path(_ name: String) throws(Failure) -> FTPPath { try folder.appending(name) }

  static func partName(of name: String) -> String { ".part-" + name }

  private func checked(_ name: String) throws(Failure) -> String {
    _ = try path(name)
    return name
  }

  /// A session for one file.
  func client(
    file: FileDescriptor, _ observer: any RemoteObserver, _ clock: TransferClock,
    onConnect: @escaping () -> Void
  ) throws(Failure) -> FTPSClient {
    let client = FTPSClient(account, file: file) { clock.isOver }
    client.log(to: limits.log)
    client.onConnect = { peer in
      onConnect()
      observer.connected(
        RemotePeer(address: peer.address, fingerprint: peer.fingerprint, greeting: peer.greeting))
    }
    return client
  }

  /// Works on one session for all small things; one that broke meanwhile is made once anew.
  private func ask<Value>(
    _ body: (FTPSClient, MemoryFile) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    if let standing {
      do throws(Failure) { return try body(standing.client, standing.file) } catch {
        guard error.code == .connectionLost || error.code == .netHelperFailed else { throw error }
        self.standing = nil
      }
    }
    let file = try MemoryFile()
    let new = (
      client: FTPSClient(account, file: file.descriptor, isCancelled: limits.isCancelled), file: file
    )
    new.client.log(to: limits.log)
    standing = new
    return try body(new.client, new.file)
  }
}

extension FTPSPeer {
  /// The SHA-256 of the certificate, in the form that OpenSSH gives to host keys.
  var fingerprint: String? {
    certificateBytes.map { "SHA256:" + Base64.encode(SHA256.digest(of: $0).bytes, .unpadded) }
  }
}

extension FTPSClient {
  /// Tells of each command and what the server answers; of the commands only the first word.
  func log(to log: (@Sendable (String) -> Void)?) {
    guard let log else { return }
    onExchange = { log("ftps: \($0.verb.isEmpty ? "greeting" : $0.verb) -> \($0.reply.summary)") }
  }
}
