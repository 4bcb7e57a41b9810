public import Records
public import SystemPackage

extension FileSystem {
  /// Refuses a name under which a renamed file would put something out of the way that is no
  /// file of the user's.
  ///
  /// Root may rename over `/dev/null` or over the link `/dev/stdout`, whatever that leads to
  /// just now, and the machine is broken then. A link to an ordinary file of the same file
  /// system is replaced, and what it leads to stays.
  /// - Throws: `cannot_create`.
  public static func checkReplacement(of path: FilePath) throws(Failure) {
    guard let named = try FileStatus(at: path, followingLinks: false) else { return }
    if named.kind == .other { throw refused(path, "a pipe, a device or a socket") }
    guard named.kind == .symbolicLink, let led = try FileStatus(at: path) else { return }
    if led.kind == .other { throw refused(path, "a link to a pipe, a device or a socket") }
    if led.device != named.device { throw refused(path, "a link out of its file system") }
  }

  private static func refused(_ path: FilePath, _ what: String) -> Failure {
    Failure(.cannotCreate, "\(path.printable) is \(what); it is not replaced")
  }
}
