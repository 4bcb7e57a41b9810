internal import Glibc
internal import Platform
public import Records
public import SystemPackage

/// The identity on disk.
public enum IdentityFile {
  /// The largest file that is taken, in bytes.
  package static let maximumSize: Int64 = 16384

  /// Reads the identity at `path`, where it is not protected by a passphrase.
  ///
  /// Mode and owner are checked on the open file, not on the path, so nobody can change what
  /// the path means between the look and the reading. A symbolic link is followed: the file
  /// may lie on a stick that is taken away at night.
  ///
  /// - Throws: `identity_locked`, `identity_readable_by_others`, `identity_owner_unexpected`,
  ///   `identity_invalid`, and what opening a file throws.
  public static func load(_ path: FilePath) throws(Failure) -> Identity {
    try identity(in: try content(path), path)
  }

  /// The identity that the content of the file at `path` is.
  package static func identity(in content: SecretBytes, _ path: FilePath) throws(Failure) -> Identity {
    guard !isLocked(content) else {
      throw Failure(
        .identityLocked, "\(path.printable) is protected by a passphrase",
        hint: "name the file of the passphrase with SO_PASSPHRASE_FILE")
    }
    do { return try Identity(file: content) } catch { throw error.prefixed(path.printable) }
  }

  /// The content of an identity's file, with its mode and owner checked.
  package static func content(_ path: FilePath) throws(Failure) -> SecretBytes {
    let file = try InputFile(opening: path)
    try checkAccess(try FileStatus(file.descriptor), path)
    guard (1...maximumSize).contains(file.size) else {
      throw Failure(.identityInvalid, "\(path.printable) is not an identity file")
    }
    let bytes = try SecretBytes(count: Int(file.size)) { (buffer: inout MutableRawSpan) throws(Failure) in
      _ = try file.fill(&buffer)
    }
    try file.finish()
    return bytes
  }

  /// Whether the content is an age file, armoured or not, around an identity file.
  package static func isLocked(_ content: SecretBytes) -> Bool {
    content.withBytes { bytes in
      let blanks = (0..<bytes.byteCount).prefix { [0x20, 0x09, 0x0A, 0x0D].contains(bytes.byte($0)) }.count
      return [(0, "age-encryption.org/"), (blanks, "-----BEGIN AGE")].contains { start, mark in
        let mark = Array(mark.utf8)
        return bytes.byteCount - start >= mark.count
          && mark.indices.allSatisfy { bytes.byte(start + $0) == mark[$0] }
      }
    }
  }

  /// Writes `identity` to a new file at `path` with mode 0600, durably; the folders above it
  /// are made, readable by their owner only.
  ///
  /// The file appears complete or not at all, and whatever is at `path`, be it a dangling
  /// link, stays: an overwritten identity locks its owner out for good.
  ///
  /// - Throws: `already_exists`, and what creating a file throws.
  public static func save(_ identity: Identity, at path: FilePath) throws(Failure) {
    try identity.file.withBytes { (bytes) throws(Failure) in try save(bytes, at: path) }
  }

  /// Writes an identity's file, protected or not, as ``save(_:at:)-(Identity,_)`` does.
  package static func save(_ content: RawSpan, at path: FilePath) throws(Failure) {
    let folder = path.removingLastComponent()
    if !folder.isEmpty { try FileSystem.makeDirectory(folder) }
    if try FileStatus(at: path, followingLinks: false) != nil { throw exists(path) }
    let file = try NewFile(in: folder, mode: .ownerReadWrite)
    try file.write(content)
    do { try file.publish(at: path) } catch {
      throw error.code == .alreadyExists ? exists(path) : error
    }
  }

  /// Replaces the content of the identity's file at `path` in one step; where it is a link,
  /// that of the file behind it.
  package static func replace(_ content: RawSpan, at path: FilePath) throws(Failure) {
    let target = try FileSystem.resolved(path)
    let file = try NewFile(in: target.removingLastComponent(), mode: .ownerReadWrite)
    try file.write(content)
    try file.publish(at: target, replacing: true)
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
