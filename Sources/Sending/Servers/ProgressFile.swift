internal import Platform
internal import Records
internal import SystemPackage

/// How far a file has come, kept beside it: what a folder handed to its observer last.
///
/// It is written every few seconds, which would be too many events for the
/// store, and it says nothing that the part on the server does not.
struct ProgressFile {
  /// The map of the pieces of the largest file is far shorter.
  private static let limit = 4 << 20
  let path: FilePath

  init(_ path: FilePath) { self.path = path }

  /// What was kept; `nil` when there is nothing, or nothing that can be read: the transfer then
  /// begins anew, which is slow but right.
  func load() -> JSONObject? {
    let excess = Failure(.ioError, "too large")
    guard let bytes = try? InputFile(opening: path).readAll(limit: Self.limit, excess: excess) else {
      return nil
    }
    return try? JSONObject(parsing: bytes)
  }

  /// Keeps it durably, the old one until the new one is whole.
  func keep(_ progress: JSONObject) throws(Failure) {
    let file = try NewFile(in: path.removingLastComponent())
    try file.write(progress.serialized)
    try file.publish(at: path, replacing: true)
  }

  /// Removes the file; one that is gone is no error.
  func remove() { try? FileSystem.removeFile(path) }
}

extension FilePath {
  /// A name beside this one.
  func appendingToName(_ ending: String) -> FilePath { FilePath(bytes: bytes + Array(ending.utf8)) }
}
