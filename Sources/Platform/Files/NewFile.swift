internal import CLinux
internal import Glibc
public import Records
public import SystemPackage

/// A file that is written without a name and gets one when it is complete.
///
/// Until `publish` nothing is visible: a crash, a `kill -9` or a full disk leaves the folder
/// as it was. Linux keeps the nameless file by `O_TMPFILE`; where a file system cannot do
/// that, a hidden file with a random name stands in and is removed at the end.
public final class NewFile: ByteSink {
  /// The bytes written so far.
  public private(set) var size: Int64 = 0
  /// The open descriptor, lent.
  public var descriptor: FileDescriptor { owned.descriptor }

  private let owned: OwnedDescriptor
  private let folder: FilePath
  private(set) var hiddenName: FilePath?

  /// Whether the device begins to write while the file still grows, so that little is left to
  /// wait for when a large file is made durable at its end.
  public var writesEarly = false
  private var begun: Int64 = 0
  private static let earlyStep: Int64 = 1 << 23

  /// Opens a nameless file in `folder`, readable by its owner only unless `mode` says more.
  ///
  /// - Throws: `no_such_file` when the folder is missing, `permission_denied`, `disk_full`,
  ///   `read_only`.
  public convenience init(in folder: FilePath, mode: FilePermissions = .ownerReadWrite) throws(Failure) {
    try self.init(in: folder, mode: mode, isNameless: true)
  }

  /// - Parameter isNameless: whether `O_TMPFILE` is tried first; a test of the stand-in says no.
  init(in folder: FilePath, mode: FilePermissions = .ownerReadWrite, isNameless: Bool) throws(Failure) {
    self.folder = folder.isEmpty ? "." : folder
    if isNameless, let nameless = try Self.openNameless(in: self.folder, mode) {
      owned = nameless
      return
    }
    let name = Self.hiddenName(in: self.folder)
    owned = try OwnedDescriptor(
      opening: name, .readWrite, options: [.create, .exclusiveCreate], permissions: mode)
    hiddenName = name
  }

  private static func openNameless(in folder: FilePath, _ mode: FilePermissions) throws(Failure)
    -> OwnedDescriptor?
  {
    let options = FileDescriptor.OpenOptions(rawValue: so_open_nameless_flag())
    do {
      return try OwnedDescriptor(opening: folder, .readWrite, options: options, permissions: mode)
    } catch {
      // EOPNOTSUPP: the file system has no nameless files; EISDIR: the kernel has none.
      guard error.code == .ioError || error.code == .isADirectory else { throw error }
      return nil
    }
  }

  private static func hiddenName(in folder: FilePath) -> FilePath {
    folder.appending(".so-\(ObjectID.random().text).part")
  }

  /// Adds `bytes` at the end.
  public func write(_ bytes: RawSpan) throws(Failure) {
    try owned.descriptor.writeEverything(bytes, name: "to \(folder.printable)")
    size += Int64(bytes.byteCount)
    if writesEarly, size - begun >= Self.earlyStep {
      // A hint: where the system does not take it, the end takes longer.
      _ = so_start_writing(owned.descriptor.rawValue, begun, size - begun)
      begun = size
    }
  }

  /// Makes the content durable and gives the file the name `path`, in the same file system.
  ///
  /// - Parameter replacing: whether an existing file is replaced, in one step; else it stays
  ///   and `already_exists` is thrown, even when it appeared only now.
  /// - Throws: also `cannot_create` when a device, pipe or socket would be replaced.
  public func publish(at path: FilePath, replacing: Bool = false, durable: Bool = true) throws(Failure) {
    if durable, fsync(owned.descriptor.rawValue) != 0 { throw Failure(.current, "cannot write", path) }
    if replacing { try replace(path) } else { try create(path) }
    removeHiddenName()
    guard durable else { return }
    do { try FileSystem.synchronizeDirectory(path.removingLastComponent()) } catch {
      // Who is told that it failed shall not find a file that may be gone after the next power cut.
      if !replacing { try? FileSystem.removeFile(path) }
      throw error
    }
  }

  private func create(_ path: FilePath) throws(Failure) {
    guard let name = hiddenName else { return try link(to: path) }
    let result = unsafe name.withPlatformString { old in
      unsafe path.withPlatformString { unsafe so_rename_new(old, $0) }
    }
    if result == 0 {
      hiddenName = nil
    } else if Errno.current == .invalidArgument {
      // No such renaming here; a file system that has not even links, like FAT, has it.
      try link(to: path)
    } else {
      throw Failure(.current, "cannot create", path)
    }
  }

  private func replace(_ path: FilePath) throws(Failure) {
    try FileSystem.checkReplacement(of: path)
    let name: FilePath
    if let hiddenName {
      name = hiddenName
    } else {
      name = Self.hiddenName(in: path.removingLastComponent())
      try link(to: name)
      hiddenName = name
    }
    let result = unsafe name.withPlatformString { old in
      unsafe path.withPlatformString { unsafe rename(old, $0) }
    }
    guard result == 0 else { throw Failure(.current, "cannot create", path) }
    hiddenName = nil
  }

  private func link(to path: FilePath) throws(Failure) {
    // /proc/self/fd is the way for a process without CAP_DAC_READ_SEARCH.
    let source = hiddenName ?? FilePath("/proc/self/fd/\(owned.descriptor.rawValue)")
    let result = unsafe source.withPlatformString { old in
      unsafe path.withPlatformString { unsafe linkat(AT_FDCWD, old, AT_FDCWD, $0, AT_SYMLINK_FOLLOW) }
    }
    guard result == 0 else { throw Failure(.current, "cannot create", path) }
  }

  /// It has its name by now, from ``FilePlacing``.
  func wasPlaced() { removeHiddenName() }

  private func removeHiddenName() {
    guard let name = hiddenName else { return }
    _ = unsafe name.withPlatformString { unsafe unlink($0) }
    hiddenName = nil
  }

  deinit { removeHiddenName() }
}
