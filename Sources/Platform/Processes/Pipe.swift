internal import CLinux
public import Records
internal import SystemPackage

/// A pipe whose ends close with their owners and are not handed on by accident.
public struct Pipe: ~Copyable {
  /// The end to read.
  public let reading: OwnedDescriptor
  /// The end to write.
  public let writing: OwnedDescriptor

  /// Makes a pipe.
  public init() throws(Failure) {
    var ends: [Int32] = [0, 0]
    guard unsafe so_pipe(&ends) == 0 else { throw Failure(.current, "cannot make a pipe") }
    reading = OwnedDescriptor(owning: FileDescriptor(rawValue: ends[0]))
    writing = OwnedDescriptor(owning: FileDescriptor(rawValue: ends[1]))
  }

  /// Closes the end to read, for a process that only writes.
  public consuming func keepingWriter() -> OwnedDescriptor { writing }

  /// Closes the end to write, for a process that only reads; without that it never sees the end.
  public consuming func keepingReader() -> OwnedDescriptor { reading }
}
