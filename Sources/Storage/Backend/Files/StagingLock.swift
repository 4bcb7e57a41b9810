internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// Holds the lock on a group's folder as long as it lives.
final class StagingLock: Sendable {
  let folder: FilePath
  private let owned: OwnedDescriptor

  /// Makes a folder in `parent` and locks it.
  ///
  /// - Parameter beforeLocking: what another process may do in the moment between opening a folder
  ///   and locking it; for tests.
  init(creatingIn parent: FilePath, beforeLocking: () -> Void = {}) throws(Failure) {
    while true {
      let folder = parent.appending(ObjectID.random().text)
      guard unsafe folder.withPlatformString({ unsafe mkdir($0, 0o700) }) == 0 else {
        throw Failure(.current, "cannot create the folder", folder)
      }
      // A sweep may come between the two calls, see an unlocked folder, and remove it.
      guard let owned = try Self.lock(folder, beforeLocking) else { continue }
      self.folder = folder
      self.owned = owned
      return
    }
  }

  /// Takes the lock on an existing folder; `nil` when its process lives or it is gone.
  init?(taking folder: FilePath, beforeLocking: () -> Void = {}) throws(Failure) {
    guard let owned = try Self.lock(folder, beforeLocking) else { return nil }
    self.folder = folder
    self.owned = owned
  }

  private static func lock(_ folder: FilePath, _ beforeLocking: () -> Void) throws(Failure)
    -> OwnedDescriptor?
  {
    let opened: OwnedDescriptor
    do throws(Failure) {
      opened = try OwnedDescriptor(opening: folder, .readOnly, options: [.directory, .noFollow])
    } catch  where error.code == .noSuchFile {
      return nil
    }
    beforeLocking()
    guard flock(opened.descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else {
      guard Errno.current == .wouldBlock else { throw Failure(.current, "cannot lock", folder) }
      return nil
    }
    // Locked too late, and the folder is another process's rubbish by now.
    let held = try FileStatus(opened.descriptor)
    guard let named = try FileStatus(at: folder), named.inode == held.inode else { return nil }
    return opened
  }
}
