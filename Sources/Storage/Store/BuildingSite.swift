internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// The folder in which a new store is built, `.<name>.new-<random>` beside its place.
final class BuildingSite {
  let folder: FilePath
  private let parent: FilePath
  private var lock: OwnedDescriptor?

  private static let mark = ".new-"

  /// Makes the folder, locked, and clears away those of processes that died building.
  init(in parent: FilePath, for name: FilePath.Component) throws(Failure) {
    let prefix = Array(".".utf8) + FilePath(root: nil, [name]).bytes + Array(Self.mark.utf8)
    self.parent = parent
    folder = parent.appending(FilePath(bytes: prefix + Array(StoreID.random().text.utf8)).components)
    for old in try FileSystem.names(in: parent) where FilePath(root: nil, [old]).bytes.starts(with: prefix) {
      let old = parent.appending(old)
      if let lock = Self.lock(old) {
        Self.remove(old)
        _ = consume lock
      }
    }
    guard unsafe folder.withPlatformString({ unsafe mkdir($0, 0o700) }) == 0 else {
      throw Failure(.current, "cannot create the folder", folder)
    }
    lock = Self.lock(folder)
  }

  /// Makes everything durable and gives the folder its name, unless that is taken.
  func move(to path: FilePath) throws(Failure) {
    try FileSystem.synchronizeEverything(containing: folder)
    // A folder replaces an empty folder only, so a store that came meanwhile stays.
    do throws(Failure) {
      try FileSystem.rename(folder, to: path)
    } catch  where error.code == .alreadyExists || error.code == .noSuchFile {
      throw Store.taken(path)
    }
    try FileSystem.synchronizeDirectory(parent)
  }

  /// Removes what is left when the move did not take place.
  func clear() { Self.remove(folder) }

  private static func lock(_ folder: FilePath) -> OwnedDescriptor? {
    guard let opened = try? OwnedDescriptor(opening: folder, .readOnly, options: [.directory, .noFollow]),
      flock(opened.descriptor.rawValue, LOCK_EX | LOCK_NB) == 0
    else { return nil }
    return opened
  }

  /// Removes the few files that a store under construction has; it never goes deeper.
  private static func remove(_ folder: FilePath) {
    for name in ["store.db", "store.db-wal", "store.db-shm", "store.db-journal"] {
      try? FileSystem.removeFile(folder.appending(name))
    }
    for name in ["objects/staging", "objects", ""] {
      _ = unsafe folder.pushing(FilePath(name)).withPlatformString { unsafe rmdir($0) }
    }
  }
}
