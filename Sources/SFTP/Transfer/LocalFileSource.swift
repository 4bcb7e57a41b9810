internal import Glibc
public import Platform
public import Records
public import SystemPackage

/// A regular file on this machine as something to send.
///
/// Several threads may read it at once: it is only read by place, which moves no position.
public final class LocalFileSource: PositionedSource, @unchecked Sendable {
  private let file: InputFile
  private let opened: FileStatus

  /// The size in bytes when it was opened.
  public var size: UInt64 { UInt64(opened.size) }

  /// The open file, lent.
  public var descriptor: FileDescriptor { file.descriptor }

  /// What tells this content from another one.
  ///
  /// - Parameter sha256: the hash of the content, 32 bytes, where the caller knows it.
  public func identity(sha256: [UInt8]? = nil) -> FileIdentity {
    FileIdentity(size: size, modified: opened.modified, sha256: sha256)
  }

  /// Opens a file.
  ///
  /// - Throws: the codes of `InputFile`: `no_such_file`, `is_a_directory`, `permission_denied` …
  public convenience init(opening path: FilePath) throws(Failure) {
    try self.init(InputFile(opening: path))
  }

  /// Takes a file that is open; reading it here does not move its position.
  public init(_ file: InputFile) throws(Failure) {
    self.file = file
    opened = try FileStatus(file.descriptor)
  }

  /// Fills all of `buffer` from `offset` on; a file that became shorter is `changed_while_read`.
  public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(Failure) {
    var filled = 0
    while filled < buffer.byteCount {
      let count = unsafe buffer.withUnsafeMutableBytes { block in
        unsafe pread(
          file.descriptor.rawValue, block.baseAddress.map { unsafe $0 + filled }, block.count - filled,
          off_t(offset) + off_t(filled))
      }
      if count < 0, Errno.current == .interrupted { continue }
      guard count >= 0 else { throw Failure(.current, "cannot read", file.path) }
      guard count > 0 else { throw changed }
      filled += count
    }
  }

  /// Compares size, time of change and inode with those of the opening.
  public func confirmUnchanged() throws(Failure) {
    let now = try FileStatus(file.descriptor)
    guard now.size == opened.size, now.modified == opened.modified else { throw changed }
  }

  private var changed: Failure {
    Failure(.changedWhileRead, "\(file.path.printable) changed while it was sent")
  }
}
