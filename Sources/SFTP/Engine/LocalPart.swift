internal import Glibc
internal import Platform
public import Records
public import SystemPackage

/// A named file here that is filled in any order, by several threads, and over several runs.
public final class LocalPart: PositionedSink, @unchecked Sendable {
  /// Where it lies.
  public let path: FilePath
  /// The open file, lent.
  public var descriptor: FileDescriptor { owned.descriptor }
  private let owned: OwnedDescriptor

  /// Opens the file, or makes it anew.
  ///
  /// - Parameter isNew: whether what is there from before is thrown away.
  /// - Throws: `no_such_file` when an old one is wanted and none is there.
  public init(_ path: FilePath, isNew: Bool) throws(Failure) {
    self.path = path
    if isNew { try FileSystem.removeFile(path) }
    // A link that somebody planted under the name is not followed.
    owned = try OwnedDescriptor(
      opening: path, .writeOnly, options: isNew ? [.create, .exclusiveCreate, .noFollow] : [.noFollow],
      permissions: isNew ? .ownerReadWrite : nil)
    guard try FileStatus(owned.descriptor).kind == .regular else {
      throw Failure(.notARegularFile, "\(path.printable) is no regular file")
    }
  }

  /// The size in bytes, holes and all.
  public var size: UInt64 { get throws(Failure) { UInt64(try FileStatus(owned.descriptor).size) } }

  /// Puts all of `bytes` at `offset`.
  public func write(_ bytes: RawSpan, at offset: UInt64) throws(Failure) {
    var written = 0
    while written < bytes.byteCount {
      let count = unsafe bytes.withUnsafeBytes { block in
        unsafe pwrite(
          owned.descriptor.rawValue, block.baseAddress.map { unsafe $0 + written }, block.count - written,
          off_t(offset) + off_t(written))
      }
      if count < 0, Errno.current == .interrupted { continue }
      guard count >= 0 else { throw Failure(.current, "cannot write", path) }
      written += count
    }
  }

  /// Puts what was written onto the disk.
  public func synchronize() throws(Failure) {
    guard fdatasync(owned.descriptor.rawValue) == 0 else { throw Failure(.current, "cannot write", path) }
  }

  /// Gives the file its final name, durably.
  public func publish(at target: FilePath, replacing: Bool) throws(Failure) {
    guard fsync(owned.descriptor.rawValue) == 0 else { throw Failure(.current, "cannot write", path) }
    if replacing {
      try FileSystem.checkReplacement(of: target)
      try FileSystem.rename(path, to: target)
    } else {
      try link(as: target)
    }
    try FileSystem.synchronizeDirectory(target.removingLastComponent())
  }

  /// A second name never overwrites; where the file system has none, a look comes first.
  private func link(as target: FilePath) throws(Failure) {
    let answer = unsafe path.withPlatformString { old in
      unsafe target.withPlatformString { unsafe linkat(AT_FDCWD, old, AT_FDCWD, $0, 0) }
    }
    if answer == 0 { return try FileSystem.removeFile(path) }
    let problem = Errno.current
    guard problem == .notPermitted || problem == .notSupported else {
      throw Failure(problem, "cannot create", target)
    }
    guard try FileStatus(at: target, followingLinks: false) == nil else {
      throw Failure(.alreadyExists, "\(target.printable) already exists; nothing is overwritten")
    }
    try FileSystem.rename(path, to: target)
  }
}

/// Compares what is read from a server with the file that was sent, by any number of threads.
final class ComparingSink: PositionedSink, Sendable {
  private let source: any PositionedSource

  init(_ source: any PositionedSource) { self.source = source }

  /// - Throws: `remote_content_differs` at the first byte that differs.
  func write(_ bytes: RawSpan, at offset: UInt64) throws(Failure) {
    var block = ByteBlock(count: bytes.byteCount)
    try block.lendMutable(0..<block.count) { buffer throws(Failure) in
      try source.read(at: offset, into: &buffer)
    }
    let isSame = try block.lend(0..<block.count) { mine throws(Failure) in
      unsafe mine.withUnsafeBytes { left in
        unsafe bytes.withUnsafeBytes { right in
          guard let left = left.baseAddress, let right = right.baseAddress else { return true }
          return unsafe memcmp(left, right, bytes.byteCount) == 0
        }
      }
    }
    guard isSame else {
      throw Failure(.remoteContentDiffers, "the server's file differs from byte \(offset) on, or soon after")
    }
  }
}
