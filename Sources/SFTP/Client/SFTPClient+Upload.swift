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
    /// Nothing: the server tells no sizes and makes no hash.
    case nothing
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
      // Each server has a code of its own for a name that is taken.
      guard [.remoteFailure, .remoteExists, .remotePermissionDenied].contains(error.code), try exists(part)
      else { throw error }
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
      let ending = try finish(file, size: source.size, permissions)
      try close(file)
      return ending
    } catch {
      cleanUp(after: error) { () throws(Failure) in try close(file) }
      throw error
    }
  }

  /// Sets the mode of a file whose bytes are all there and puts it onto the disk, where the
  /// server does these things.
  func finish(
    _ file: RemoteFile, size: UInt64, _ permissions: UInt32
  ) throws(Failure) -> (isSynchronized: Bool, arePermissionsSet: Bool) {
    var requests: [(type: PacketType, fields: (inout PacketEncoder) -> Void)] = [
      (
        .fsetstat,
        {
          $0.string(file.handle)
          $0.attributes(FileAttributes(permissions: permissions))
        }
      )
    ]
    if canSynchronize {
      requests.append(
        (
          .extended,
          {
            $0.string(ServerFeatures.fsync)
            $0.string(file.handle)
          }
        ))
    }
    // A slow disk takes 20 MB a second, and the server says nothing meanwhile.
    let answers = try patiently(.seconds(60) + .seconds(Double(size) / 20e6)) { () throws(Failure) in
      try askTogether(requests)
    }
    var done = [false, false]
    for (place, answer) in answers.enumerated() {
      done[place] = try attempt(tolerating: place == 0 ? Self.refusals : [.remoteUnsupported]) {
        () throws(Failure) in
        try Self.done(answer, place == 0 ? "set the mode of \(file.path)" : "write \(file.path) to disk")
      }
    }
    return (isSynchronized: done[1], arePermissionsSet: done[0])
  }

  private static let refusals: [Failure.Code] = [
    .remoteUnsupported, .remotePermissionDenied, .remoteFailure,
  ]

  /// Whether the server did it; a refusal, unlike a broken connection, is no failure.
  private func attempt(
    tolerating codes: [Failure.Code], body: () throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    do throws(Failure) {
      try body()
      return true
    } catch {
      guard codes.contains(error.code) else { throw error }
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
