internal import Glibc
public import Records
public import SystemPackage

/// A regular file that is read from its front, and watched: a document that changes while
/// it is read must not be taken in as if it were whole.
public final class InputFile: ByteSource {
  /// The path as it was given.
  public let path: FilePath
  /// The size in bytes when the file was opened.
  public var size: Int64 { opened.size }
  /// The open descriptor, lent for `mmap`, `pread` and the like.
  public var descriptor: FileDescriptor { owned.descriptor }

  private let owned: OwnedDescriptor
  private let opened: FileStatus
  private var consumed: Int64 = 0

  /// Opens `path` for reading.
  ///
  /// Opening does not wait: a FIFO without a writer would hold a nightly batch forever.
  ///
  /// - Throws: `no_such_file`, `permission_denied`, `is_a_directory`, `not_a_regular_file`.
  public init(opening path: FilePath) throws(Failure) {
    let owned = try OwnedDescriptor(opening: path, .readOnly, options: [.nonBlocking])
    let status = try FileStatus(owned.descriptor)
    switch status.kind {
    case .regular: break
    case .directory: throw Failure(.isADirectory, "\(path.printable) is a folder; a file is due")
    default:
      throw Failure(.notARegularFile, "\(path.printable) is a pipe, a device or a socket; a file is due")
    }
    _ = posix_fadvise(owned.descriptor.rawValue, 0, 0, POSIX_FADV_SEQUENTIAL)
    self.path = path
    self.owned = owned
    opened = status
  }

  /// Up to `length` bytes from the file's front; where reading goes on is not changed.
  public func head(_ length: Int) throws(Failure) -> [UInt8] { try bytes(at: 0, length) }

  /// Up to `length` bytes from the file's end; where reading goes on is not changed.
  public func tail(_ length: Int) throws(Failure) -> [UInt8] {
    try bytes(at: max(0, size - Int64(length)), length)
  }

  /// Up to `length` bytes from `offset`, which may lie anywhere; where reading goes on is not
  /// changed.
  public func bytes(at offset: Int64, _ length: Int) throws(Failure) -> [UInt8] {
    guard offset >= 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: length)
    var filled = 0
    while filled < length {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        return unsafe pread(descriptor.rawValue, rest.baseAddress, rest.count, Int(offset) &+ filled)
      }
      if count == 0 { break }
      if count > 0 {
        filled += count
      } else if Errno.current != .interrupted {
        throw Failure(.current, "cannot read", path)
      }
    }
    return Array(bytes[..<filled])
  }

  /// Fills the front of `buffer`; 0 is the end.
  ///
  /// - Throws: `changed_while_read` as soon as more comes than the file had: one that somebody
  ///   writes to all the time would have no end.
  public func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    let count = try owned.descriptor.readSome(into: &buffer, name: path.printable)
    consumed += Int64(count)
    guard consumed <= opened.size else { throw changed }
    return count
  }

  /// Begins again at the front.
  public func rewind() throws(Failure) {
    _ = try systemCall("cannot read again", path) { try descriptor.seek(offset: 0, from: .start) }
    consumed = 0
  }

  /// Checks at the end that what was read is the file as it was opened.
  ///
  /// - Throws: `changed_while_read` when its size or its time of change is another one, or
  ///   when more or fewer bytes came than it had.
  public func finish() throws(Failure) {
    let now = try FileStatus(owned.descriptor)
    guard now.size == opened.size, now.modified == opened.modified, consumed == opened.size else {
      throw changed
    }
  }

  private var changed: Failure {
    Failure(.changedWhileRead, "\(path.printable) changed while it was read")
  }
}
