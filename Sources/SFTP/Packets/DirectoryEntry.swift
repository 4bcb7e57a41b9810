/// One entry of a remote directory.
public struct DirectoryEntry: Hashable, Sendable {
  /// The name's bytes as the server gave them; not a path, and not to be trusted as one.
  public let name: [UInt8]
  /// What the server tells of it.
  public let attributes: FileAttributes
}
