internal import Records

extension UploadRun {
  /// Proves that the part is what was sent. When it is not, the next run sends it anew.
  func verify(_ client: SFTPClient) throws(Failure) {
    do throws(Failure) { proof = try prove(client, part) } catch {
      // Some servers take a file away when it is closed, at the end of a quota.
      let failure =
        error.code != .remoteNoSuchFile
        ? error
        : Failure(
          .remoteSizeDiffers, "\(part) is gone from the server as soon as it was sent",
          hint: "ask the server's operator about a quota, and whether something removes files there")
      if failure.code == .remoteSizeDiffers || failure.code == .remoteContentDiffers { try forgetPieces() }
      throw failure
    }
  }

  /// - Parameter isThorough: whether everything is read back where there is no hash.
  private func prove(
    _ client: SFTPClient, _ file: RemotePath, isThorough: Bool? = nil
  ) throws(Failure) -> UploadResult.Proof {
    // A server may keep sizes to itself; then there is nothing to compare.
    let size = try client.attributes(of: file).size
    if let size, size != source.size {
      throw Failure(.remoteSizeDiffers, "\(file) has \(size) bytes on the server; \(source.size) were sent")
    }
    if let mine = checkpoint.identity.sha256, let theirs = try client.sha256(of: file, size: source.size) {
      guard mine == theirs else {
        throw Failure(.remoteContentDiffers, "the server's SHA-256 of \(file) is not that of what was sent")
      }
      return .hash
    }
    guard isThorough ?? (upload.verification == .full) else {
      return size == nil ? .nothing : .size
    }
    try readBack(client, file)
    return .readBack
  }

  private func readBack(_ client: SFTPClient, _ path: RemotePath) throws(Failure) {
    let all = PieceMap(fileSize: source.size)
    let crew = crew(client, for: all)
    let file = try client.open(path, .reading)
    do throws(Failure) {
      try mover(
        client, file, path, .comparing(ComparingSink(source)), PiecePool(all), crew, .none
      ).move()
      try client.close(file)
    } catch {
      client.cleanUp(after: error) { () throws(Failure) in try client.close(file) }
      // The file ended too early.
      guard error.code != .remoteChanged else { throw Failure(.remoteContentDiffers, error.message) }
      throw error
    }
  }

  /// What there is of a file whose bytes had all arrived.
  enum Settlement {
    /// The name stands and is ours.
    case published(UploadResult)
    /// The part is still to get it.
    case unpublished
    /// There is neither.
    case gone
  }

  /// - Throws: `remote_exists` when somebody else's file has the name.
  func settle(_ client: SFTPClient) throws(Failure) -> Settlement {
    let isPartThere = try client.exists(part)
    isSynchronized = client.canSynchronize
    guard try client.exists(path) else {
      guard isPartThere else { return .gone }
      arePermissionsSet = hasMode(try client.attributes(of: part))
      return .unpublished
    }
    guard checkpoint.stage == .publishing else { throw SFTPClient.taken(path) }
    let named = try client.attributes(of: path, followingLinks: false)
    guard named.isRegularFile, named.size ?? source.size == source.size else { throw SFTPClient.taken(path) }
    if isPartThere {
      // Both names stand: a second name of the part, or somebody else's file.
      do throws(Failure) { proof = try prove(client, path, isThorough: true) } catch {
        guard error.code == .remoteContentDiffers || error.code == .remoteSizeDiffers else { throw error }
        throw SFTPClient.taken(path)
      }
    }
    observer.note(.alreadyPublished)
    arePermissionsSet = hasMode(named)
    var isPartLeft = false
    if isPartThere {
      do throws(Failure) { try client.remove(part) } catch { isPartLeft = true }
    }
    return .published(result(isPartLeft: isPartLeft))
  }

  private func hasMode(_ attributes: FileAttributes) -> Bool {
    attributes.permissions.map { $0 & 0o7777 == upload.options.permissions } ?? false
  }
}
