public import Records

/// A file that is open on the server, until ``SFTPClient/close(_:)``.
public struct RemoteFile: Hashable, Sendable {
  /// Where it is.
  public let path: RemotePath
  let handle: [UInt8]
}

extension SFTPClient {
  /// How a remote file is opened.
  public enum OpenMode: Hashable, Sendable {
    /// For reading.
    case reading
    /// For writing at offsets, as it stands; it must exist.
    case writing
    /// For writing, made anew with these permission bits; a name that is taken, be it by a
    /// symbolic link, is a failure.
    case creating(permissions: UInt32)

    // SSH_FXF_* (draft-ietf-secsh-filexfer-02, section 6.3).
    var flags: UInt32 {
      switch self {
      case .reading: 0x01
      case .writing: 0x02
      // Truncating means nothing for a new file; a server that does not heed "exclusive", as
      // rclone, refuses the first byte without it.
      case .creating: 0x02 | 0x08 | 0x10 | 0x20
      }
    }

    fileprivate var attributes: FileAttributes {
      if case .creating(let permissions) = self {
        FileAttributes(permissions: permissions)
      } else {
        FileAttributes()
      }
    }
  }

  /// Opens a file on the server.
  public func open(_ path: RemotePath, _ mode: OpenMode) throws(Failure) -> RemoteFile {
    let reply = try ask(.open) {
      $0.string(path.bytes)
      $0.integer(mode.flags)
      $0.attributes(mode.attributes)
    }
    return RemoteFile(path: path, handle: try Self.handle(reply, "open \(path)"))
  }

  /// Closes a file; a server that buffers reports its last failures only here.
  public func close(_ file: RemoteFile) throws(Failure) {
    try Self.done(try ask(.close) { $0.string(file.handle) }, "close \(file.path)")
  }

  /// What the server tells of an open file.
  public func attributes(of file: RemoteFile) throws(Failure) -> FileAttributes {
    try Self.attributes(try ask(.fstat) { $0.string(file.handle) }, "look at \(file.path)")
  }

  /// Sets an open file's permission bits.
  public func setPermissions(_ permissions: UInt32, of file: RemoteFile) throws(Failure) {
    let reply = try ask(.fsetstat) {
      $0.string(file.handle)
      $0.attributes(FileAttributes(permissions: permissions))
    }
    try Self.done(reply, "set the mode of \(file.path)")
  }

  /// Whether the server can be asked to put a file onto its disk.
  public var canSynchronize: Bool { features.offers(ServerFeatures.fsync) }

  /// Has the server put an open file onto its disk (`fsync@openssh.com`).
  public func synchronize(_ file: RemoteFile) throws(Failure) {
    let reply = try ask(.extended) {
      $0.string(ServerFeatures.fsync)
      $0.string(file.handle)
    }
    try Self.done(reply, "write \(file.path) to disk")
  }
}

// MARK: What replies must be

extension SFTPClient {
  static func done(_ reply: Reply.Body, _ action: String) throws(Failure) {
    guard case .status(let code, let message) = reply else { throw unexpected(action) }
    if let failure = code.failure(message, doing: action) { throw failure }
  }

  static func handle(_ reply: Reply.Body, _ action: String) throws(Failure) -> [UInt8] {
    if case .handle(let handle) = reply { return handle }
    throw refusal(reply, action)
  }

  static func attributes(_ reply: Reply.Body, _ action: String) throws(Failure) -> FileAttributes {
    if case .attributes(let attributes) = reply { return attributes }
    throw refusal(reply, action)
  }

  /// The failure in a reply that is not the wanted kind.
  static func refusal(_ reply: Reply.Body, _ action: String) -> Failure {
    if case .status(let code, let message) = reply, let failure = code.failure(message, doing: action) {
      return failure
    }
    return unexpected(action)
  }

  private static func unexpected(_ action: String) -> Failure {
    Failure(.sftpProtocol, "the server's answer to \(action) is of the wrong kind")
  }
}
