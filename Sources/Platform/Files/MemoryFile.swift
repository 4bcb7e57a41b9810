internal import CLinux
internal import Glibc
public import Records
public import SystemPackage

/// A file in memory: what a program that wants a file may read or write without a readable
/// byte on a disk (memfd_create(2)).
///
/// A child process opens it as `/proc/self/fd/N`, N being the number under which it got the
/// descriptor; Landlock does not stand in the way, since the file belongs to no folder. Where
/// the machine swaps, its pages are swapped like those of any process.
public final class MemoryFile: ByteSink {
  /// The descriptor, lent.
  public var descriptor: FileDescriptor { owned.descriptor }
  private let owned: OwnedDescriptor

  /// An empty file.
  public init() throws(Failure) {
    let number = so_memory_file()
    guard number >= 0 else { throw Failure(.current, "cannot make a file in memory") }
    owned = OwnedDescriptor(owning: FileDescriptor(rawValue: number))
  }

  /// Appends `bytes`.
  public func write(_ bytes: RawSpan) throws(Failure) {
    try owned.descriptor.writeEverything(bytes, name: "a file in memory")
  }

  /// Ends all changes: from now on nobody, whoever opens it, can change the content.
  public func seal() throws(Failure) {
    guard so_seal_memory_file(descriptor.rawValue) == 0 else {
      throw Failure(.current, "cannot seal a file in memory")
    }
  }

  /// The size in bytes, as it is now.
  public var size: Int64 { get throws(Failure) { try FileStatus(owned.descriptor).size } }

  /// Reads it from its front, wherever others read and write.
  public func source() -> any ByteSource { Reader(self) }

  private final class Reader: ByteSource {
    private let file: MemoryFile
    private var offset: off_t = 0

    init(_ file: MemoryFile) { self.file = file }

    func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe pread(file.descriptor.rawValue, $0.baseAddress, $0.count, offset)
      }
      guard count >= 0 else { throw Failure(.current, "cannot read a file in memory") }
      offset += off_t(count)
      return count
    }
  }
}
