internal import CLinux
internal import Glibc
public import Records
public import SystemPackage

/// A folder for its owner only on a file system that is in memory: what a program that wants a
/// file beside which it may put others, like a text editor, works on without a readable byte on
/// a disk.
///
/// It goes with this object. What a killed process leaves there is gone when the next such folder
/// is made, and at the latest when the machine stops. Where the machine swaps, its pages are
/// swapped like those of any process.
public final class MemoryFolder {
  /// The folder.
  public let path: FilePath
  private let lock: FileLock
  private static let front = "so-private-"
  private static let lockName: FilePath.Component = ".lock"

  /// Makes one below `$XDG_RUNTIME_DIR`, else below `/dev/shm`.
  ///
  /// - Throws: `no_memory_folder` when neither is in memory and for us to write.
  public init(_ environment: ProcessEnvironment, now: Timestamp) throws(Failure) {
    for base in [environment.path("XDG_RUNTIME_DIR"), "/dev/shm"] {
      guard let base, base.isAbsolute, Self.isInMemory(base) else { continue }
      Self.sweep(base, now)
      let path = base.appending(Self.front + ObjectID.random().text)
      guard unsafe path.withPlatformString({ unsafe mkdir($0, 0o700) }) == 0 else { continue }
      self.path = path
      lock = try FileLock(at: path.appending(Self.lockName), now: now)
      return
    }
    throw Failure(
      .noMemoryFolder, "neither XDG_RUNTIME_DIR nor /dev/shm is a folder in memory that can be written",
      hint: "mount a tmpfs, and name it with XDG_RUNTIME_DIR")
  }

  /// Has a text edited in a file of this folder.
  ///
  /// - Returns: what the person made of it.
  /// - Throws: `editor_failed`, and `value_invalid` when it is longer than 1 MiB.
  public func edit(_ text: [UInt8], with editor: TextEditor) throws(Failure) -> [UInt8] {
    // The folder goes with this object, and the text with the folder.
    defer { withExtendedLifetime(self) {} }
    let path = path.appending("settings.ini")
    let file = try NewFile(in: self.path)
    try file.write(text)
    try file.publish(at: path, durable: false)
    try editor.edit(path)
    return try InputFile(opening: path)
      .readAll(limit: 1 << 20, excess: Failure(.valueInvalid, "the text is longer than 1 MiB"))
  }

  /// Whether what is written below `path` stays in memory: tmpfs or ramfs.
  public static func isInMemory(_ path: FilePath) -> Bool {
    let type = unsafe path.withPlatformString { unsafe so_file_system_type($0) }
    return type == 0x0102_1994 || type == 0x8584_58F6
  }

  /// Removes the folders of processes that died.
  private static func sweep(_ base: FilePath, _ now: Timestamp) {
    guard let names = try? FileSystem.names(in: base) else { return }
    for name in names where name.string.hasPrefix(front) {
      let path = base.appending(name)
      guard let status = try? FileStatus(at: path, followingLinks: false), status.kind == .directory,
        status.owner == geteuid(), (try? FileLock(at: path.appending(lockName), now: now)) != nil
      else { continue }
      remove(path)
    }
  }

  /// One level is all that there is: an editor makes files beside its file.
  private static func remove(_ path: FilePath) {
    for name in (try? FileSystem.names(in: path)) ?? [] { try? FileSystem.removeFile(path.appending(name)) }
    _ = unsafe path.withPlatformString { unsafe rmdir($0) }
  }

  deinit { Self.remove(path) }
}
