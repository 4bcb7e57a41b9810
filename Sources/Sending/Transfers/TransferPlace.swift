internal import Platform
internal import Records
internal import Storage
internal import SystemPackage

/// Where the transfers of one store keep what is no record: their own copies, how far each is,
/// and their locks. Another store, with the same user, has a place of its own, so that neither
/// sweeps the other's.
struct TransferPlace {
  let folder: FilePath
  private let formerFolder: FilePath

  /// - Parameter folder: where the user keeps the files of transfers.
  init(_ folder: FilePath, _ store: Store) {
    formerFolder = folder
    self.folder = folder.appending(store.id.text)
  }

  func make() throws(Failure) { try FileSystem.makeDirectory(folder) }

  func copy(_ id: TransferID) -> FilePath { folder.appending(RemoteName.text(of: id)) }

  func progress(_ id: TransferID) -> ProgressFile { ProgressFile(folder.appending(id.text + ".progress")) }

  private func lock(_ id: TransferID) -> FilePath { folder.appending(id.text + ".lock") }

  /// Takes a transfer for this process, until the result is gone.
  ///
  /// - Throws: `lock_held` when another process is at it.
  func hold(_ id: TransferID, now: Timestamp) throws(Failure) -> FileLock {
    try make()
    do throws(Failure) { return try FileLock(at: lock(id), now: now) } catch {
      guard error.code == .lockHeld else { throw error }
      throw error.prefixed("\(id)").hinting(
        "so-ftpsend show \(id), when that process has ended")
    }
  }

  /// Takes the whole queue for this process.
  ///
  /// - Throws: `lock_held` with the holder's process id and start.
  func holdQueue(now: Timestamp) throws(Failure) -> FileLock {
    try make()
    do throws(Failure) { return try FileLock(at: folder.appending("run.lock"), now: now) } catch {
      guard error.code == .lockHeld else { throw error }
      throw error.hinting("another so-ftpsend run does what is due")
    }
  }

  /// Takes over a copy from where the first version kept it.
  func adoptCopy(_ id: TransferID) throws(Failure) {
    let former = formerFolder.appending(RemoteName.text(of: id))
    guard try FileStatus(at: copy(id)) == nil, try FileStatus(at: former) != nil else { return }
    try FileSystem.rename(former, to: copy(id))
  }

  /// Removes what a transfer keeps; what is gone is no error.
  func remove(_ id: TransferID) {
    progress(id).remove()
    try? FileSystem.removeFile(copy(id))
  }

  /// The transfers that have files here.
  func ids() throws(Failure) -> Set<TransferID> {
    guard try FileStatus(at: folder) != nil else { return [] }
    var found: Set<TransferID> = []
    for name in try FileSystem.names(in: folder) {
      if let id = TransferID(String(name.string.prefix { $0 != "." })) { found.insert(id) }
    }
    return found
  }

  /// Removes what transfers left that need nothing any more, and what no transfer names: a
  /// process died between its copy and its record. Whatever a living process holds is left alone.
  ///
  /// - Parameter needsCopy: asked while the transfer is held.
  func sweep(now: Timestamp, needsCopy: (TransferID) throws(Failure) -> Bool) throws(Failure) {
    for id in try ids() {
      let lock: FileLock
      do throws(Failure) { lock = try hold(id, now: now) } catch {
        guard error.code == .lockHeld else { throw error }
        continue
      }
      if try !needsCopy(id) { remove(id) }
      lock.removeFile()
    }
  }
}
