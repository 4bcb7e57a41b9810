internal import Glibc
public import Records
public import SystemPackage

/// What `stat(2)` says about a file.
public struct FileStatus: Equatable, Sendable {
  /// What the file is.
  public enum Kind: Sendable {
    /// An ordinary file.
    case regular
    /// A folder.
    case directory
    /// A symbolic link, only when it was not followed.
    case symbolicLink
    /// A FIFO, device or socket.
    case other
  }

  /// What the file is.
  public let kind: Kind
  /// Bytes.
  public let size: Int64
  /// The permission bits, `0o7777` at most.
  public let mode: FilePermissions
  /// The numeric id of the owner.
  public let owner: UInt32
  /// The device that holds the file.
  public let device: UInt64
  /// The file's number on that device.
  public let inode: UInt64
  /// The last change of its content, in nanoseconds since 1970, modulo 2^64: a file may bear
  /// any time, and one beyond the year 2262 must not end the program.
  public let modified: Int64
  /// The last change of content or status, counted like `modified`.
  public let changed: Int64

  /// The status of an open file.
  public init(_ descriptor: FileDescriptor) throws(Failure) {
    var value = stat()
    guard unsafe fstat(descriptor.rawValue, &value) == 0 else {
      throw Failure(.current, "cannot look at a file")
    }
    self.init(value)
  }

  /// The status of the file at `path`; `nil` when there is none.
  public init?(at path: FilePath, followingLinks: Bool = true) throws(Failure) {
    var value = stat()
    let result = unsafe path.withPlatformString {
      unsafe followingLinks ? stat($0, &value) : lstat($0, &value)
    }
    guard result == 0 else {
      if Errno.current == .noSuchFileOrDirectory { return nil }
      throw Failure(.current, "cannot look at", path)
    }
    self.init(value)
  }

  private init(_ value: stat) {
    kind =
      switch value.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    size = Int64(value.st_size)
    mode = FilePermissions(rawValue: value.st_mode & 0o7777)
    owner = value.st_uid
    device = UInt64(value.st_dev)
    inode = UInt64(value.st_ino)
    modified = Int64(value.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(value.st_mtim.tv_nsec)
    changed = Int64(value.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(value.st_ctim.tv_nsec)
  }
}

extension Errno {
  /// The calling thread's `errno`.
  public static var current: Errno { Errno(rawValue: errno) }
}
