public import Records

/// How a file is put on the server.
public struct UploadOptions: Hashable, Sendable {
  /// The permission bits that the file ends up with; while it is being written nobody but
  /// the user can read it.
  public var permissions: UInt32 = 0o640
  /// The name under which it is written, in the directory of the final name; `nil` is
  /// `.part-` and the final name.
  public var partName: [UInt8]?

  /// The defaults above.
  public init() {}
}

/// What an upload achieved.
public struct UploadResult: Hashable, Sendable {
  /// Bytes, as the server counts them.
  public let size: UInt64
  /// Whether the server put the bytes on its disk before it said so.
  public let isSynchronized: Bool
  /// Whether the server took the permission bits.
  public let arePermissionsSet: Bool
  /// Whether the name that the file was written under is still there beside the final one.
  public let isPartLeft: Bool
  /// How the content was proven.
  public let proof: Proof
  /// The most connections that worked at one time.
  public let connections: Int

  /// What was compared.
  public enum Proof: String, Hashable, Sendable {
    /// The size.
    case size
    /// A hash that the server made.
    case hash
    /// Every byte.
    case readBack
  }
}

extension SFTPClient {
  /// Sends a file under a `.part-` name, checks its size, and gives it its final name,
  /// which never shows a partial file and never overwrites one.
  ///
  /// After a failure or a cancellation the part is removed, where the connection still can.
  /// - Parameter beforePublishing: called when all bytes are on the server under the part's
  ///   name, so that the caller can keep that before the file appears; when it throws, the
  ///   file does not appear.
  /// - Throws: `remote_exists`, `remote_no_such_file`, `remote_permission_denied`,
  ///   `remote_disk_full`, `remote_size_differs`, `remote_failure`, `changed_while_read`,
  ///   `connection_lost`, `transfer_cancelled`, `sftp_protocol`.
  public func upload(
    _ source: any PositionedSource, to path: RemotePath, options: UploadOptions = UploadOptions(),
    progress: (TransferProgress) -> Void = { _ in },
    beforePublishing: () throws(Failure) -> Void = {}
  ) throws(Failure) -> UploadResult {
    let part = try options.part(of: path)
    if try exists(path) { throw Self.taken(path) }
    let file = try createPart(part)
    do throws(Failure) {
      let (isSynchronized, arePermissionsSet) = try fill(file, from: source, options.permissions, progress)
      try confirmSize(source.size, of: part)
      try beforePublishing()
      let isPartLeft = try !publish(part, as: path)
      return UploadResult(
        size: source.size, isSynchronized: isSynchronized, arePermissionsSet: arePermissionsSet,
        isPartLeft: isPartLeft, proof: .size, connections: 1)
    } catch {
      let failure = diskFull(error, at: part)
      cleanUp(after: failure) { () throws(Failure) in try remove(part) }
      throw failure
    }
  }

  /// Makes a part anew. One that an earlier attempt left is removed first, not reused and
  /// not followed: in a directory shared with others it may be a planted link.
  func createPart(_ part: RemotePath) throws(Failure) -> RemoteFile {
    do throws(Failure) { return try open(part, .creating(permissions: 0o600)) } catch {
      guard error.code == .remoteFailure || error.code == .remoteExists, try exists(part) else { throw error }
    }
    try remove(part)
    return try open(part, .creating(permissions: 0o600))
  }

  private func fill(
    _ file: RemoteFile, from source: any PositionedSource, _ permissions: UInt32,
    _ progress: (TransferProgress) -> Void
  ) throws(Failure) -> (isSynchronized: Bool, arePermissionsSet: Bool) {
    do throws(Failure) {
      var done: UInt64 = 0
      try write(source, 0..<source.size, to: file) {
        done += $0
        progress(TransferProgress(done: done, total: source.size))
      }
      try source.confirmUnchanged()
      let arePermissionsSet = try attempt { () throws(Failure) in try setPermissions(permissions, of: file) }
      var isSynchronized = false
      if canSynchronize {
        isSynchronized = try attempt(tolerating: .remoteUnsupported) { () throws(Failure) in
          try synchronize(file)
        }
      }
      try close(file)
      return (isSynchronized, arePermissionsSet)
    } catch {
      cleanUp(after: error) { () throws(Failure) in try close(file) }
      throw error
    }
  }

  /// Whether the server did it; a refusal, unlike a broken connection, is no failure.
  func attempt(
    tolerating codes: Failure.Code..., body: () throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    do throws(Failure) {
      try body()
      return true
    } catch {
      let tolerated = codes.isEmpty ? [.remoteUnsupported, .remotePermissionDenied, .remoteFailure] : codes
      guard tolerated.contains(error.code) else { throw error }
      return false
    }
  }

  private func confirmSize(_ size: UInt64, of part: RemotePath) throws(Failure) {
    // A server may keep sizes to itself; then there is nothing to compare.
    guard let remote = try attributes(of: part).size, remote != size else { return }
    throw Failure(.remoteSizeDiffers, "\(part) has \(remote) bytes on the server; \(size) were sent")
  }

  /// Gives a finished part its final name without ever overwriting: by a second name
  /// where the server has `hardlink@openssh.com`, else by a look and a rename, which
  /// leaves a gap of one round trip on servers whose rename overwrites.
  ///
  /// - Returns: whether the part's own name is gone.
  /// - Throws: `remote_exists` when the final name is taken.
  @discardableResult
  public func publish(_ part: RemotePath, as path: RemotePath) throws(Failure) -> Bool {
    if features.offers(ServerFeatures.hardlink) {
      do throws(Failure) {
        try link(part, as: path)
        do { try remove(part) } catch {
          // The final name stands; that the part stays is told, not failed.
          return false
        }
        return true
      } catch {
        guard
          [.remoteFailure, .remoteUnsupported, .remotePermissionDenied, .remoteExists].contains(error.code)
        else { throw error }
      }
    }
    if try exists(path) { throw Self.taken(path) }
    do throws(Failure) { try rename(part, to: path) } catch {
      if error.code == .remoteFailure, try exists(path), try exists(part) { throw Self.taken(path) }
      throw error
    }
    return true
  }

  static func taken(_ path: RemotePath) -> Failure {
    Failure(.remoteExists, "\(path) already exists on the server; nothing is overwritten")
  }

  /// SFTP version 3 has no code for a full disk; where the server only says "failure", its
  /// free space tells.
  func diskFull(_ failure: Failure, at part: RemotePath) -> Failure {
    guard failure.code == .remoteFailure else { return failure }
    var free: UInt64?
    cleanUp(after: failure) { () throws(Failure) in free = try freeSpace(at: part.parent) }
    guard let free, free < features.limits.write else { return failure }
    return Failure(.remoteDiskFull, "the server's disk is full: \(failure.message)")
  }
}
