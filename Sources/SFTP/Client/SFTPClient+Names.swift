public import Records

extension SFTPClient {
  /// The absolute path that the server makes of `path`.
  public func realPath(_ path: RemotePath) throws(Failure) -> RemotePath {
    let reply = try ask(.realpath) { $0.string(path.bytes) }
    guard case .names(let entries) = reply else { throw Self.refusal(reply, "resolve \(path)") }
    guard let name = entries.first?.name, let real = RemotePath(name) else {
      throw Failure(.sftpProtocol, "the server resolves \(path) to nothing")
    }
    return real
  }

  /// What the server tells of a name.
  ///
  /// - Throws: `remote_no_such_file`, `remote_permission_denied`, `remote_failure`.
  public func attributes(
    of path: RemotePath, followingLinks: Bool = true
  ) throws(Failure) -> FileAttributes {
    let reply = try ask(followingLinks ? .stat : .lstat) { $0.string(path.bytes) }
    return try Self.attributes(reply, "look at \(path)")
  }

  /// Whether a name is taken, be it by a symbolic link that leads nowhere.
  public func exists(_ path: RemotePath) throws(Failure) -> Bool {
    do throws(Failure) {
      _ = try attributes(of: path, followingLinks: false)
      return true
    } catch {
      if error.code == .remoteNoSuchFile { return false }
      throw error
    }
  }

  /// Removes a file.
  public func remove(_ path: RemotePath) throws(Failure) {
    try Self.done(try ask(.remove) { $0.string(path.bytes) }, "remove \(path)")
  }

  /// Gives a file another name. Whether a name that is taken is overwritten depends on the
  /// server: OpenSSH refuses, others overwrite; use ``publish(_:as:)`` to be safe.
  public func rename(_ path: RemotePath, to target: RemotePath) throws(Failure) {
    let reply = try ask(.rename) {
      $0.string(path.bytes)
      $0.string(target.bytes)
    }
    try Self.done(reply, "rename \(path) to \(target)")
  }

  /// Gives a file a second name (`hardlink@openssh.com`); never overwrites.
  public func link(_ path: RemotePath, as target: RemotePath) throws(Failure) {
    let reply = try ask(.extended) {
      $0.string(ServerFeatures.hardlink)
      $0.string(path.bytes)
      $0.string(target.bytes)
    }
    try Self.done(reply, "link \(path) as \(target)")
  }

  /// Makes a directory.
  public func makeDirectory(_ path: RemotePath, permissions: UInt32 = 0o750) throws(Failure) {
    let reply = try ask(.mkdir) {
      $0.string(path.bytes)
      $0.attributes(FileAttributes(permissions: permissions))
    }
    try Self.done(reply, "make the directory \(path)")
  }

  /// Removes an empty directory.
  public func removeDirectory(_ path: RemotePath) throws(Failure) {
    try Self.done(try ask(.rmdir) { $0.string(path.bytes) }, "remove the directory \(path)")
  }

  /// Sets permission bits.
  public func setPermissions(_ permissions: UInt32, of path: RemotePath) throws(Failure) {
    let reply = try ask(.setstat) {
      $0.string(path.bytes)
      $0.attributes(FileAttributes(permissions: permissions))
    }
    try Self.done(reply, "set the mode of \(path)")
  }

  /// The entries of a directory, without `.` and `..`, in the server's order.
  public func entries(of path: RemotePath) throws(Failure) -> [DirectoryEntry] {
    let action = "list \(path)"
    let handle = try Self.handle(try ask(.opendir) { $0.string(path.bytes) }, action)
    var entries: [DirectoryEntry] = []
    while true {
      let reply = try ask(.readdir) { $0.string(handle) }
      if case .status(.endOfFile, _) = reply { break }
      guard case .names(let some) = reply else { throw Self.refusal(reply, action) }
      guard !some.isEmpty, entries.count < 1_000_000 else {
        throw Failure(.sftpProtocol, "the server's list of \(path) does not end")
      }
      entries += some.filter { $0.name != [46] && $0.name != [46, 46] }
    }
    try Self.done(try ask(.close) { $0.string(handle) }, action)
    return entries
  }

  /// Bytes that this user may still write on the disk of `path`; `nil` where the server
  /// does not say (`statvfs@openssh.com`). Quotas are not in it.
  public func freeSpace(at path: RemotePath) throws(Failure) -> UInt64? {
    try fileSystem(of: path)?.free
  }

  /// What the server tells of the disk of `path`; `nil` where it does not (`statvfs@openssh.com`).
  public func fileSystem(of path: RemotePath) throws(Failure) -> RemoteFileSystem? {
    guard features.offers(ServerFeatures.statvfs) else { return nil }
    let reply = try ask(.extended) {
      $0.string(ServerFeatures.statvfs)
      $0.string(path.bytes)
    }
    guard case .extended(let bytes) = reply else { throw Self.refusal(reply, "look at the disk of \(path)") }
    return try RemoteFileSystem(parsing: bytes)
  }
}

/// A disk on the server (OpenSSH PROTOCOL, section 4.4).
public struct RemoteFileSystem: Hashable, Sendable {
  /// Bytes that this user may still write; quotas are not in it.
  public let free: UInt64
  /// Whether it is mounted for reading only.
  public let isReadOnly: Bool

  init(parsing bytes: [UInt8]) throws(Failure) {
    var decoder = PacketDecoder(bytes)
    var fields: [UInt64] = []
    for _ in 0..<10 { fields.append(try decoder.integer()) }
    // Block size, fragment size, blocks, free, available, files (three), id, flags.
    let (free, overflow) = fields[1].multipliedReportingOverflow(by: fields[4])
    self.free = overflow ? .max : free
    isReadOnly = fields[9] & 1 != 0
  }
}
