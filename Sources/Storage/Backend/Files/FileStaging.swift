internal import Glibc
internal import Platform
internal import Records
internal import Synchronization
internal import SystemPackage

/// The group of one process, as a locked folder.
final class FileStaging: ObjectStaging {
  private let files: FileObjects
  private let lock: StagingLock
  private let state = Mutex(State())

  private struct State {
    var names: Set<ObjectID> = []
    /// What has its final name: a commit that failed may be tried again with the same group.
    var published: Set<ObjectID> = []
    /// Something may have reached a final name, so only the records can say what counts.
    var isPublished = false
  }

  init(of files: FileObjects) throws(Failure) {
    self.files = files
    lock = try StagingLock(creatingIn: files.stagingFolder)
  }

  deinit {
    // After a failed commit the transaction may yet be found in the log, whole: then the
    // objects are needed. The sweep asks; here nobody can.
    if !state.withLock({ $0.isPublished }) { settle(removing: []) }
  }

  private func stagedPath(_ id: ObjectID) -> FilePath { lock.folder.appending(id.text) }

  func create(_ id: ObjectID) throws(Failure) -> any ObjectSink {
    let sink = try FileObjectSink(stagedPath(id))
    state.withLock { _ = $0.names.insert(id) }
    return sink
  }

  func drop(_ id: ObjectID) {
    try? FileSystem.removeFile(stagedPath(id))
    state.withLock { _ = $0.names.remove(id) }
  }

  func publish(_ ids: [ObjectID]) throws(Failure) {
    let ids = state.withLock { state in ids.filter { !state.published.contains($0) } }
    guard !ids.isEmpty else { return }
    state.withLock { $0.isPublished = true }
    try synchronizeStaged(ids)
    var fans: Set<FilePath> = []
    var madeFan = false
    for id in ids {
      let fan = files.fan(id)
      if fans.insert(fan).inserted, try FileStatus(at: fan) == nil {
        try FileSystem.makeDirectory(fan)
        madeFan = true
      }
      try FileSystem.link(stagedPath(id), as: files.path(id))
      state.withLock { _ = $0.published.insert(id) }
    }
    if madeFan { try FileSystem.synchronizeDirectory(files.folder) }
    try files.synchronize(fans)
  }

  func markForRemoval(_ ids: [ObjectID]) throws(Failure) {
    guard !ids.isEmpty else { return }
    for id in ids {
      do throws(Failure) {
        try FileSystem.link(files.path(id), as: stagedPath(id))
        state.withLock { _ = $0.names.insert(id) }
      } catch  where error.code == .noSuchFile {
        // Gone already: a damage that `verify` reports, and no reason to keep the record.
      }
    }
    state.withLock { $0.isPublished = true }
    try synchronizeGroup()
  }

  func settle(removing unneeded: [ObjectID]) {
    // The notes last, and only once the names are gone for good: a power cut in between could
    // bring an object back that no sweep would look for.
    guard (try? files.remove(unneeded)) != nil else { return }
    for id in state.withLock({ $0.names }) { try? FileSystem.removeFile(stagedPath(id)) }
    _ = unsafe lock.folder.withPlatformString { unsafe rmdir($0) }
    state.withLock {
      $0 = State()
    }
  }

  private func synchronizeStaged(_ ids: [ObjectID]) throws(Failure) {
    guard ids.count <= FileObjects.fewest else {
      return try FileSystem.synchronizeEverything(containing: lock.folder)
    }
    for id in ids {
      let file = try OwnedDescriptor(opening: stagedPath(id), .readOnly)
      guard fsync(file.descriptor.rawValue) == 0 else {
        throw Failure(.current, "cannot write", files.folder)
      }
    }
    try synchronizeGroup()
  }

  /// The group's names must be durable before the final ones, or a power cut could leave an
  /// object that no sweep finds.
  private func synchronizeGroup() throws(Failure) {
    try FileSystem.synchronizeDirectory(lock.folder)
    try FileSystem.synchronizeDirectory(files.stagingFolder)
  }
}

/// Writes one staged object.
final class FileObjectSink: ObjectSink {
  private let owned: OwnedDescriptor
  private let sink: DescriptorSink

  init(_ path: FilePath) throws(Failure) {
    owned = try OwnedDescriptor(
      opening: path, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    sink = DescriptorSink(owned.descriptor, name: "a stored object")
  }

  func write(_ bytes: RawSpan) throws(Failure) { try sink.write(bytes) }

  func complete() throws(Failure) {}
}
