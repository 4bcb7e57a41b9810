internal import Records

/// How a file is put on the server.
public struct UploadOptions: Hashable, Sendable {
  /// The permission bits that the file ends up with; while it is being written nobody but
  /// the user can read it.
  public var permissions: UInt32 = 0o640
  /// The name under which it is written, in the directory of the final name; `nil` is
  /// `.part-` and the final name.
  public var partName: [UInt8]?

  /// The defaults above.
  public init() {}

  func part(of path: RemotePath) throws(Failure) -> RemotePath {
    guard let part = path.sibling(partName ?? Array(".part-".utf8) + path.name) else {
      throw Failure(.locationInvalid, "\(path) names no file")
    }
    return part
  }
}
