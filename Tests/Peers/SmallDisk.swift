import Foundation

/// A disk in memory under a directory, of a size that can be changed while it is used. What is
/// mounted is gone with the last reference.
public final class SmallDisk: Sendable {
  private let path: String

  /// Whether this process may mount one: root may, outside of most containers.
  public static let isPermitted: Bool = {
    guard geteuid() == 0, let scratch = try? ScratchDirectory("mount") else { return false }
    return (try? SmallDisk(at: scratch.path, size: 1 << 20)) != nil
  }()

  /// Mounts a disk of `size` bytes over the directory `path`.
  public init(at path: String, size: Int) throws {
    self.path = path
    try Self.run(["mount", "-t", "tmpfs", "-o", "mode=0700,size=\(size)", "tmpfs", path])
  }

  deinit {
    // Lazily: a server that is still ending may have its working directory here.
    try? Self.run(["umount", "--lazy", path])
  }

  /// Gives the disk another size, which must hold what is on it.
  public func resize(to size: Int) throws {
    try Self.run(["mount", "-o", "remount,size=\(size)", path])
  }

  private static func run(_ command: [String]) throws {
    let process = try PeerProcess(command, directory: "/")
    guard process.finish() == 0 else { throw PeerError("\(command.joined(separator: " ")):\n\(process.log)") }
  }
}
