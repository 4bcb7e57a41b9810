internal import Glibc
public import Records
public import SystemPackage

/// A lock on a file, held until this object is gone or the process dies.
///
/// The file says who holds it, so that the refusal can (`pid 4121 since …`).
public final class FileLock: Sendable {
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
    let file = try OwnedDescriptor(
      opening: path, .readWrite, options: [.create], permissions: .ownerReadWrite)
    var result = flock(file.descriptor.rawValue, mode)
    while result != 0, Errno.current == .interrupted { result = flock(file.descriptor.rawValue, mode) }
    guard result == 0 else {
      guard Errno.current == .wouldBlock else { throw Failure(.current, "cannot lock", path) }
      let holder = try DescriptorSource(file.descriptor, name: path.printable)
        .readAll(limit: 200, excess: Failure(.ioError, "\(path.printable) is not a lock file"))
      let who = String(decoding: holder.prefix { $0 != 0x0A }, as: UTF8.self)
      throw Failure(.lockHeld, "another run holds the lock\(who.isEmpty ? "" : ", \(who)")")
    }
    guard ftruncate(file.descriptor.rawValue, 0) == 0 else { throw Failure(.current, "cannot write", path) }
    try DescriptorSink(file.descriptor, name: path.printable)
      .write(Array("pid \(getpid()) since \(now.rfc3339)\n".utf8))
    owned = file
  }

  deinit {
    // Closing is not enough: a child process that another thread starts at this moment still
    // has a copy of the descriptor, until its program begins.
    flock(owned.descriptor.rawValue, LOCK_UN)
  }
}
