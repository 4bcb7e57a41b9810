internal import Platform
public import Records
public import SystemPackage

/// A file that a verb writes, looked at before the work for it is done.
public enum OutputFile {
  /// Refuses a name that is taken, and one that no file can take.
  ///
  /// - Parameter replacing: whether a file that is there may be replaced.
  /// - Throws: `already_exists`.
  public static func check(_ path: FilePath, replacing: Bool) throws(Failure) {
    guard let status = try FileStatus(at: path, followingLinks: false) else { return }
    guard status.kind != .directory else {
      throw Failure(.alreadyExists, "\(path.printable) is a folder; name a file")
    }
    guard replacing else { throw exists(path) }
  }

  /// The failure for a name that is taken.
  public static func exists(_ path: FilePath) -> Failure {
    Failure(.alreadyExists, "\(path.printable) is there; it is not overwritten", hint: "--force")
  }
}
