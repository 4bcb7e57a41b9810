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

  /// Makes the folder for a store that is to come to `path`, which is missing or empty; the
  /// folders above it are made.
  ///
  /// - Returns: the path without detours, and the site.
  /// - Throws: `store_exists`, `store_on_network_fs`, `permission_denied`.
  static func begin(for path: FilePath) throws(Failure) -> (path: FilePath, site: BuildingSite) {
    let path = path.lexicallyNormalized()
    guard let name = path.lastComponent else { throw Store.taken(path) }
    if try FileStatus(at: path, followingLinks: false) != nil, try !isEmptyFolder(path) {
      throw Store.taken(path)
    }
    let parent = path.removingLastComponent().isEmpty ? FilePath(".") : path.removingLastComponent()
    try FileSystem.makeDirectory(parent)
    guard try !FileSystem.isNetworkFileSystem(parent) else { throw OpenedStore.onNetwork(parent) }
    return (path, try BuildingSite(in: parent, for: name))
  }

  private static func isEmptyFolder(_ path: FilePath) throws(Failure) -> Bool {
    guard try FileStatus(at: path, followingLinks: false)?.kind == .directory else { return false }
    return try FileSystem.names(in: path).isEmpty
  }

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

  /// Removes the files that a store under construction has, and nothing else: who could put a
  /// link there would else have us remove what it leads to.
  private static func remove(_ folder: FilePath) {
    for name in ["store.db", "store.db-wal", "store.db-shm", "store.db-journal"] {
      try? FileSystem.removeFile(folder.appending(name))
    }
    let objects = folder.appending("objects")
    for fan in names(in: objects) where FilePath(root: nil, [fan]).bytes.count == 2 {
      let fan = objects.appending(fan)
      for name in names(in: fan) where ObjectID(name.description) != nil {
        try? FileSystem.removeFile(fan.appending(name))
      }
      removeFolder(fan)
    }
    removeFolder(objects.appending("staging"))
    removeFolder(objects)
    removeFolder(folder)
  }

  private static func names(in folder: FilePath) -> [FilePath.Component] {
    guard (try? FileStatus(at: folder, followingLinks: false))?.kind == .directory else { return [] }
    return (try? FileSystem.names(in: folder)) ?? []
  }

  private static func removeFolder(_ folder: FilePath) {
    _ = unsafe folder.withPlatformString { unsafe rmdir($0) }
  }
}
