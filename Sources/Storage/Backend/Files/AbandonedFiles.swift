internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// The group's folder of a process that is no more, locked by us.
final class AbandonedFiles: AbandonedStaging {
  let objects: [ObjectID]

  private let files: FileObjects
  private let lock: StagingLock
  private let names: [FilePath.Component]

  init(of files: FileObjects, holding lock: StagingLock) throws(Failure) {
    self.files = files
    self.lock = lock
    names = try FileSystem.names(in: lock.folder)
    objects = names.compactMap { ObjectID($0.description) }
  }

  func settle(_ isRecorded: (ObjectID) throws(Failure) -> Bool) throws(Failure) {
    var unrecorded: [ObjectID] = []
    for id in objects where try !isRecorded(id) { unrecorded.append(id) }
    try files.remove(unrecorded)
    // The notes last: a sweep that dies in between must find them again.
    for name in names { try FileSystem.removeFile(lock.folder.appending(name)) }
    guard unsafe lock.folder.withPlatformString({ unsafe rmdir($0) }) == 0 else {
      throw Failure(.current, "cannot remove", lock.folder)
    }
  }
}
