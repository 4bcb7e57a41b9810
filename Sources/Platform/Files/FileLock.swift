internal import Glibc
public import Records
public import SystemPackage

/// A lock on a file, held until this object is gone or the process dies.
///
/// The file says who holds it, so that the refusal can (`pid 4121 since …`).
public final class FileLock: Sendable {
  private let path: FilePath
  private let owned: OwnedDescriptor

  /// Takes the lock at `path`, whose file is made when there is none.
  ///
  /// - Throws: `lock_held` with the holder's process id and start, when another process has it.
  public convenience init(at path: FilePath, now: Timestamp) throws(Failure) {
    try self.init(path, now: now, mode: LOCK_EX | LOCK_NB)
  }

  /// Takes the lock at `path`, waiting for another process that has it: for changes of a
  /// moment only.
  public convenience init(waitingAt path: FilePath, now: Timestamp) throws(Failure) {
    try self.init(path, now: now, mode: LOCK_EX)
  }

  private init(_ path: FilePath, now: Timestamp, mode: Int32) throws(Failure) {
    self.path = path
    // A holder may have removed the file meanwhile: its lock is then one on no name at all.
    for _ in 0..<100 {
      let file = try Self.locked(path, mode)
      let (mine, named) = (try FileStatus(file.descriptor), try FileStatus(at: path))
      guard mine.inode == named?.inode, mine.device == named?.device else { continue }
      guard ftruncate(file.descriptor.rawValue, 0) == 0 else { throw Failure(.current, "cannot write", path) }
      try DescriptorSink(file.descriptor, name: path.printable)
        .write(Array("pid \(getpid()) since \(now.rfc3339)\n".utf8))
      owned = file
      return
    }
    throw Failure(.lockHeld, "the file of the lock is removed again and again")
  }

  private static func locked(_ path: FilePath, _ mode: Int32) throws(Failure) -> OwnedDescriptor {
    let file = try OwnedDescriptor(
      opening: path, .readWrite, options: [.create, .noFollow], permissions: .ownerReadWrite)
    var result = flock(file.descriptor.rawValue, mode)
    while result != 0, Errno.current == .interrupted { result = flock(file.descriptor.rawValue, mode) }
    guard result == 0 else {
      guard Errno.current == .wouldBlock else { throw Failure(.current, "cannot lock", path) }
      let holder = try DescriptorSource(file.descriptor, name: path.printable)
        .readAll(limit: 200, excess: Failure(.ioError, "\(path.printable) is not a lock file"))
      let who = String(decoding: holder.prefix { $0 != 0x0A }, as: UTF8.self)
      throw Failure(.lockHeld, "another process holds the lock\(who.isEmpty ? "" : ", \(who)")")
    }
    return file
  }

  /// Removes the lock's file while it is held, for locks of which there would be ever more;
  /// a process that waits for it makes a new one.
  public func removeFile() { try? FileSystem.removeFile(path) }

  deinit {
    // Closing is not enough: a child process that another thread starts at this moment still
    // has a copy of the descriptor, until its program begins.
    flock(owned.descriptor.rawValue, LOCK_UN)
  }
}
