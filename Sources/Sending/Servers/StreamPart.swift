internal import Platform
internal import Records
internal import SFTP
internal import SystemPackage

/// The file `PATH.part` in which something is collected that comes over one connection.
struct StreamPart {
  /// The name that it gets when it is whole.
  let target: FilePath

  init(_ target: FilePath) { self.target = target }

  /// The file, open.
  struct Open {
    let part: LocalPart
    /// Whether nothing of an earlier run is in it.
    let isNew: Bool
  }

  private var path: FilePath { SFTPDownload.part(of: target) }

  /// - Throws: `already_exists`.
  func checkTarget(replacing: Bool) throws(Failure) {
    guard !replacing, try FileStatus(at: target, followingLinks: false) != nil else { return }
    throw Failure(.alreadyExists, "\(target.printable) already exists; nothing is overwritten")
  }

  /// Opens what an earlier run left, when it has at least `length` bytes and that is more than none;
  /// else a new file.
  func open(expecting length: Int64) throws(Failure) -> Open {
    if length > 0, let status = try FileStatus(at: path, followingLinks: false), status.kind == .regular,
      status.size >= length
    {
      return Open(part: try LocalPart(path, isNew: false), isNew: false)
    }
    return Open(part: try LocalPart(path, isNew: true), isNew: true)
  }
}
