internal import Glibc
internal import Platform
public import Records
public import SystemPackage

/// The identity on disk.
public enum IdentityFile {
  /// The largest file that is taken, in bytes.
  static let maximumSize: Int64 = 16384

  /// Reads the identity at `path`.
  ///
  /// Mode and owner are checked on the open file, not on the path, so nobody can change what
  /// the path means between the look and the reading. A symbolic link is followed: the file
  /// may lie on a stick that is taken away at night.
  ///
  /// - Throws: `identity_readable_by_others`, `identity_owner_unexpected`, `identity_invalid`,
  ///   and what opening a file throws.
  public static func load(_ path: FilePath) throws(Failure) -> Identity {
    let file = try InputFile(opening: path)
    try checkAccess(try FileStatus(file.descriptor), path)
    guard (1...maximumSize).contains(file.size) else {
      throw Failure(.identityInvalid, "\(path.printable) is not an identity file")
    }
    let bytes = try SecretBytes(count: Int(file.size)) { (buffer: inout MutableRawSpan) throws(Failure) in
      _ = try file.fill(&buffer)
    }
    try file.finish()
    do { return try Identity(file: bytes) } catch { throw error.prefixed(path.printable) }
  }

  /// Writes `identity` to a new file at `path` with mode 0600, durably; the folders above it
  /// are made, readable by their owner only.
  ///
  /// The file appears complete or not at all, and whatever is at `path`, be it a dangling
  /// link, stays: an overwritten identity locks its owner out for good.
  ///
  /// - Throws: `already_exists`, and what creating a file throws.
  public static func save(_ identity: Identity, at path: FilePath) throws(Failure) {
    let folder = path.removingLastComponent()
    if !folder.isEmpty { try FileSystem.makeDirectory(folder) }
    if try FileStatus(at: path, followingLinks: false) != nil { throw exists(path) }
    let file = try NewFile(in: folder, mode: .ownerReadWrite)
    try identity.file.withBytes { (bytes) throws(Failure) in try file.write(bytes) }
    do { try file.publish(at: path) } catch {
      throw error.code == .alreadyExists ? exists(path) : error
    }
  }

  private static func exists(_ path: FilePath) -> Failure {
    Failure(
      .alreadyExists, "\(path.printable) is there already, and an identity is never overwritten",
      hint: "name another file")
  }

  /// Anybody but root whose file we would read knows the key in it, or chose it for us.
  private static func checkAccess(_ status: FileStatus, _ path: FilePath) throws(Failure) {
    let own = geteuid()
    guard status.owner == own || status.owner == 0 || own == 0 else {
      throw Failure(.identityOwnerUnexpected, "\(path.printable) belongs to another user")
    }
    guard status.mode.rawValue & 0o077 == 0 else {
      throw Failure(
        .identityReadableByOthers, "\(path.printable) can be read or written by others than its owner",
        hint: "chmod 600 \(path.printable)")
    }
  }
}
