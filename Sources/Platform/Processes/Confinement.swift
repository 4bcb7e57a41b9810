public import SystemPackage

/// The walls around a program that works on hostile bytes: a video or an image may be made to
/// take over the program that reads it.
///
/// Inside there is no network, no look at other processes and no new right; of the file system
/// only `readable` can be read and nothing be written: results go through descriptors. It dies
/// with the thread that started it. A kernel without Landlock leaves the files readable that
/// the user can read; everything else holds there as well.
public struct Confinement: Sendable {
  /// Seconds of a processor that it may use.
  public var processorSeconds: UInt64
  /// Bytes of address space that it may use.
  public var memory: UInt64
  /// Bytes that any one of its output files may have.
  public var output: UInt64
  /// The folders that it may read: where its program and libraries are.
  public var readable: [FilePath]

  /// Where Debian keeps programs, libraries, fonts and their configuration.
  public static let systemFolders: [FilePath] = ["/usr", "/lib", "/lib64", "/bin", "/etc"]

  /// Walls with these limits.
  public init(
    processorSeconds: UInt64, memory: UInt64, output: UInt64, readable: [FilePath] = Self.systemFolders
  ) {
    self.processorSeconds = processorSeconds
    self.memory = memory
    self.output = output
    self.readable = readable
  }
}
