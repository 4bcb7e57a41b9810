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
  private var hiddenName: FilePath?

  /// Opens a nameless file in `folder`, readable by its owner only unless `mode` says more.
  ///
  /// - Throws: `no_such_file` when the folder is missing, `permission_denied`, `disk_full`,
  ///   `read_only`.
  public init(in folder: FilePath, mode: FilePermissions = .ownerReadWrite) throws(Failure) {
    self.folder = folder.isEmpty ? "." : folder
    let options = FileDescriptor.OpenOptions(rawValue: so_open_nameless_flag())
    do {
      owned = try OwnedDescriptor(opening: self.folder, .readWrite, options: options, permissions: mode)
    } catch {
      // EOPNOTSUPP: the file system has no nameless files; EISDIR: the kernel has none.
      guard error.code == .ioError || error.code == .isADirectory else { throw error }
      let name = self.folder.appending(".so-\(ObjectID.random().text).part")
      owned = try OwnedDescriptor(
        opening: name, .readWrite, options: [.create, .exclusiveCreate], permissions: mode)
      hiddenName = name
    }
  }

  /// Adds `bytes` at the end.
  public func write(_ bytes: RawSpan) throws(Failure) {
    try owned.descriptor.writeEverything(bytes, name: "to \(folder.printable)")
    size += Int64(bytes.byteCount)
  }

  /// Makes the content durable and gives the file the name `path`, in the same file system.
  ///
  /// - Parameter replacing: whether an existing file is replaced, in one step; else it stays
  ///   and `already_exists` is thrown, even when it appeared only now.
  public func publish(at path: FilePath, replacing: Bool = false, durable: Bool = true) throws(Failure) {
    if durable, fsync(owned.descriptor.rawValue) != 0 { throw Failure(.current, "cannot write", path) }
    if replacing {
      let name = path.removingLastComponent().appending(".so-\(ObjectID.random().text).part")
      try link(to: name)
      guard
        unsafe name.withPlatformString({ old in unsafe path.withPlatformString { unsafe rename(old, $0) } })
          == 0
      else {
        let failure = Failure(.current, "cannot create", path)
        _ = unsafe name.withPlatformString { unsafe unlink($0) }
        throw failure
      }
    } else {
      try link(to: path)
    }
    removeHiddenName()
    if durable { try FileSystem.synchronizeDirectory(path.removingLastComponent()) }
  }

  private func link(to path: FilePath) throws(Failure) {
    // /proc/self/fd is the way for a process without CAP_DAC_READ_SEARCH.
    let source = hiddenName ?? FilePath("/proc/self/fd/\(owned.descriptor.rawValue)")
    let result = unsafe source.withPlatformString { old in
      unsafe path.withPlatformString { unsafe linkat(AT_FDCWD, old, AT_FDCWD, $0, AT_SYMLINK_FOLLOW) }
    }
    guard result == 0 else { throw Failure(.current, "cannot create", path) }
  }

  private func removeHiddenName() {
    guard let name = hiddenName else { return }
    _ = unsafe name.withPlatformString { unsafe unlink($0) }
    hiddenName = nil
  }

  deinit { removeHiddenName() }
}
