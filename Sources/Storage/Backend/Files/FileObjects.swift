internal import Glibc
internal import Platform
internal import Records
internal import Synchronization
internal import SystemPackage

/// Objects as files: `objects/3R/O-3R9M…`, 256 folders by the first two symbols of the id.
///
/// An object on its way has a second name in a folder of its process's group,
/// `objects/staging/<group>/O-…`, from before its final name exists until after its record is
/// committed. The group's folder is locked while its process lives; one whose lock is free
/// tells the sweep which objects to ask the records about, without listing a million files.
final class FileObjects: ObjectBackend {
  /// The folder `objects` of the store.
  let folder: FilePath
  /// The folder of the groups.
  var stagingFolder: FilePath { folder.appending("staging") }

  init(in folder: FilePath) { self.folder = folder }

  /// Makes the folders of a new store.
  static func create(in folder: FilePath) throws(Failure) {
    try FileSystem.makeDirectory(folder.appending("staging"))
    try FileSystem.synchronizeDirectory(folder.appending("staging"))
    try FileSystem.synchronizeDirectory(folder)
  }

  /// The final folder of an object.
  func fan(_ id: ObjectID) -> FilePath { folder.appending(Self.fanName(id)) }

  /// The name of that folder.
  static func fanName(_ id: ObjectID) -> String { String(id.text.dropFirst(2).prefix(2)) }

  /// The final name of an object.
  func path(_ id: ObjectID) -> FilePath { fan(id).appending(id.text) }

  func beginStaging() throws(Failure) -> any ObjectStaging { try FileStaging(of: self) }

  func isThere(_ id: ObjectID) throws(Failure) -> Bool {
    try FileStatus(at: path(id), followingLinks: false) != nil
  }

  func isUnderway(_ id: ObjectID) throws(Failure) -> Bool {
    for group in try FileSystem.names(in: stagingFolder) {
      let name = stagingFolder.appending(group).appending(id.text)
      if try FileStatus(at: name, followingLinks: false) != nil { return true }
    }
    return false
  }

  func beginHold() throws(Failure) -> any ObjectHold { try FileHold(of: self) }

  func open(_ id: ObjectID) throws(Failure) -> any ByteSource { try file(id) }

  func openFromDevice(_ id: ObjectID) throws(Failure) -> any ByteSource {
    let file = try file(id)
    // Pages that are not on the device yet stay in memory whatever is advised.
    guard fsync(file.descriptor.rawValue) == 0 else { throw Failure(.current, "cannot write", file.path) }
    let refusal = posix_fadvise(file.descriptor.rawValue, 0, 0, POSIX_FADV_DONTNEED)
    guard refusal == 0 else {
      throw Failure(Errno(rawValue: refusal), "cannot read from the device", file.path)
    }
    return file
  }

  private func file(_ id: ObjectID) throws(Failure) -> InputFile {
    do {
      return try InputFile(opening: path(id))
    } catch  where error.code == .noSuchFile {
      throw Failure(
        .objectMissing, "the stored object \(id) is missing",
        hint: "so-patient audit --verify --objects tells what else is; a backup has it")
    }
  }

  func forEachObject(_ body: (ObjectID?) throws(Failure) -> Void) throws(Failure) {
    for fan in try FileSystem.names(in: folder) where fan.description != "staging" {
      guard fan.description.utf8.count == 2 else {
        try body(nil)
        continue
      }
      for name in try FileSystem.names(in: folder.appending(fan)) {
        let id = ObjectID(name.description)
        let isInPlace = id.map { $0.text == name.description && Self.fanName($0) == fan.description } ?? false
        try body(isInPlace ? id : nil)
      }
    }
  }

  func abandoned() throws(Failure) -> [any AbandonedStaging] {
    var found: [any AbandonedStaging] = []
    for name in try FileSystem.names(in: stagingFolder) {
      guard let lock = try StagingLock(taking: stagingFolder.appending(name)) else { continue }
      found.append(try AbandonedFiles(of: self, holding: lock))
    }
    return found
  }

  /// Up to this many files or folders are synced one by one; above, the whole file system
  /// is, in one call. One by one is kinder to others who write much at the same time.
  static let fewest = 8

  /// Makes the names in `folders` durable.
  func synchronize(_ folders: Set<FilePath>) throws(Failure) {
    guard folders.count <= Self.fewest else {
      return try FileSystem.synchronizeEverything(containing: folder)
    }
    for folder in folders { try FileSystem.synchronizeDirectory(folder) }
  }

  /// Removes objects durably; one that is gone already is no failure.
  func remove(_ ids: [ObjectID]) throws(Failure) {
    var fans: Set<FilePath> = []
    for id in ids {
      guard try FileStatus(at: fan(id)) != nil else { continue }
      try FileSystem.removeFile(path(id))
      fans.insert(fan(id))
    }
    try synchronize(fans)
  }
}
