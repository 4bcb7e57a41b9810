internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// Second names for objects, in a folder of the process's own among the staging ones: who
/// removes an object removes only its first name.
///
/// When the process dies, the sweep finds the folder as it finds that of an upload.
final class FileHold: ObjectHold {
  var folder: FilePath { lock.folder }

  private let files: FileObjects
  private let lock: StagingLock

  init(of files: FileObjects) throws(Failure) {
    self.files = files
    lock = try StagingLock(creatingIn: files.stagingFolder)
  }

  deinit {
    for name in (try? FileSystem.names(in: folder)) ?? [] {
      try? FileSystem.removeFile(folder.appending(name))
    }
    _ = unsafe folder.withPlatformString { unsafe rmdir($0) }
  }

  func keep(_ id: ObjectID) throws(Failure) -> Int64? {
    do throws(Failure) { try FileSystem.link(files.path(id), as: folder.appending(id.text)) } catch {
      guard error.code == .noSuchFile else { throw error }
      return nil
    }
    return try FileStatus(at: folder.appending(id.text))?.size
  }

  func open(_ id: ObjectID) throws(Failure) -> any ByteSource {
    try InputFile(opening: folder.appending(id.text))
  }
}
