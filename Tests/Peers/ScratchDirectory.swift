import Foundation

/// A new directory under the temporary directory, removed with all it holds when the last
/// reference goes.
public final class ScratchDirectory: Sendable {
  /// The absolute path, without a final slash and without symbolic links on the way.
  public let path: String

  /// Makes the directory, mode 0700; `name` is a word that tells whose it is.
  public init(_ name: String) throws {
    let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    path = "\(parent)/so-\(name)-\(UUID().uuidString.prefix(13))"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` inside the directory; nothing is made.
  public func file(_ name: String) -> String { "\(path)/\(name)" }
}
