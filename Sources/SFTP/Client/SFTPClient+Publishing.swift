public import Records

extension SFTPClient {
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

  /// Sets the mode of a file whose bytes are all there and puts it onto the disk, where the
  /// server does these things.
  ///
  /// - Parameter size: how many bytes may not be on the disk yet.
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
    let answers = try patiently(ServerWork(.writing, bytes: size)) { () throws(Failure) in
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
