internal import CLinux
internal import Glibc
public import Records
public import SystemPackage

/// What is done to folders and whole file systems.
public enum FileSystem {
  /// Makes `path` and the folders above it that are missing; one that is there is left as it is.
  public static func makeDirectory(_ path: FilePath, mode: FilePermissions = .ownerReadWriteExecute)
    throws(Failure)
  {
    if try FileStatus(at: path)?.kind == .directory { return }
    let parent = path.removingLastComponent()
    if !parent.isEmpty, parent != path { try makeDirectory(parent, mode: mode) }
    guard
      unsafe path.withPlatformString({ unsafe mkdir($0, mode.rawValue) }) == 0 || Errno.current == .fileExists
    else { throw Failure(.current, "cannot create the folder", path) }
    guard try FileStatus(at: path)?.kind == .directory else {
      throw Failure(.alreadyExists, "\(path.printable) is there and is not a folder")
    }
  }

  /// Makes the names in a folder durable; an empty path is the current folder.
  public static func synchronizeDirectory(_ path: FilePath) throws(Failure) {
    let folder = try OwnedDescriptor(opening: path.isEmpty ? "." : path, .readOnly, options: [.directory])
    guard fsync(folder.descriptor.rawValue) == 0 else {
      throw Failure(.current, "cannot write the folder", path)
    }
  }

  /// Makes everything written to the file system that holds `path` durable, in one call.
  public static func synchronizeEverything(containing path: FilePath) throws(Failure) {
    let folder = try OwnedDescriptor(opening: path, .readOnly)
    guard so_syncfs(folder.descriptor.rawValue) == 0 else { throw Failure(.current, "cannot write", path) }
  }

  /// The path without symbolic links, which stands for the same file.
  ///
  /// - Throws: `no_such_file`, `permission_denied`.
  public static func resolved(_ path: FilePath) throws(Failure) -> FilePath {
    let resolved = unsafe path.withPlatformString { unsafe realpath($0, nil) }
    guard let resolved = unsafe resolved else { throw Failure(.current, "cannot find", path) }
    defer { unsafe free(resolved) }
    return unsafe FilePath(platformString: resolved)
  }

  /// The folder that relative paths count from.
  public static func currentDirectory() throws(Failure) -> FilePath {
    guard let start = unsafe getcwd(nil, 0) else { throw Failure(.current, "cannot tell the current folder") }
    defer { unsafe free(start) }
    return unsafe FilePath(platformString: start)
  }

  /// Gives a file another name in the same file system; an existing one is replaced.
  public static func rename(_ path: FilePath, to target: FilePath) throws(Failure) {
    let result = unsafe path.withPlatformString { old in
      unsafe target.withPlatformString { unsafe Glibc.rename(old, $0) }
    }
    guard result == 0 else { throw Failure(.current, "cannot rename", path) }
  }

  /// Gives a file a second name in the same file system; an existing one is not replaced.
  ///
  /// - Throws: `no_such_file`, `already_exists`.
  public static func link(_ path: FilePath, as target: FilePath) throws(Failure) {
    let result = unsafe path.withPlatformString { old in
      unsafe target.withPlatformString { unsafe Glibc.link(old, $0) }
    }
    guard result == 0 else { throw Failure(.current, "cannot link", path) }
  }

  /// Makes a symbolic link at `path` that leads to `target`.
  ///
  /// - Throws: `already_exists`, and what the system says.
  public static func makeSymbolicLink(at path: FilePath, to target: FilePath) throws(Failure) {
    let result = unsafe target.withPlatformString { target in
      unsafe path.withPlatformString { unsafe symlink(target, $0) }
    }
    guard result == 0 else { throw Failure(.current, "cannot create", path) }
  }

  /// Removes a file; one that is not there is no error.
  public static func removeFile(_ path: FilePath) throws(Failure) {
    guard
      unsafe path.withPlatformString({ unsafe unlink($0) }) == 0 || Errno.current == .noSuchFileOrDirectory
    else { throw Failure(.current, "cannot remove", path) }
  }

  /// The names in a folder, sorted by their bytes, without `.` and `..`.
  public static func names(in path: FilePath) throws(Failure) -> [FilePath.Component] {
    guard let handle = unsafe path.withPlatformString({ unsafe opendir($0) }) else {
      throw Failure(.current, "cannot list", path)
    }
    defer { unsafe closedir(handle) }
    var names: [[UInt8]] = []
    while true {
      // Only errno tells the end of the folder from an error in the middle of it.
      errno = 0
      guard let entry = unsafe readdir(handle) else { break }
      names.append(
        unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe $0.prefix { $0 != 0 }.map { $0 } })
    }
    guard errno == 0 else { throw Failure(.current, "cannot list", path) }
    return names.filter { $0 != Array(".".utf8) && $0 != Array("..".utf8) }
      .sorted { $0.lexicographicallyPrecedes($1) }
      .compactMap { FilePath(bytes: $0).lastComponent }
  }

  /// Whether `path` lies on a network file system, where SQLite's shared memory and locks do
  /// not hold.
  public static func isNetworkFileSystem(_ path: FilePath) throws(Failure) -> Bool {
    let type = unsafe path.withPlatformString { unsafe so_file_system_type($0) }
    guard type >= 0 else { throw Failure(.current, "cannot look at the file system of", path) }
    return networkTypes.contains(UInt32(truncatingIfNeeded: type))
  }

  /// How many bytes an ordinary user can still write to the file system that holds `path`.
  public static func freeSpace(at path: FilePath) throws(Failure) -> Int64 {
    var value = statvfs()
    guard unsafe path.withPlatformString({ unsafe statvfs($0, &value) }) == 0 else {
      throw Failure(.current, "cannot look at the file system of", path)
    }
    let (bytes, overflow) = UInt64(value.f_bavail).multipliedReportingOverflow(by: UInt64(value.f_frsize))
    return overflow ? .max : Int64(clamping: bytes)
  }

  /// The `f_type` of NFS, SMB, CIFS, SMB2, AFS, Coda, Ceph, 9P, FUSE-based and GFS2/OCFS2 systems.
  ///
  /// FUSE is in the list because sshfs and the like look the same as local ones there.
  private static let networkTypes: Set<UInt32> = [
    0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x5346_414F, 0x7375_7245, 0x00C3_6400, 0x0102_1997,
    0x6573_5546, 0x0116_1970, 0x7461_636F,
  ]
}
