public import Records
public import SystemPackage

/// Gives the files below folders in place of the folders, each folder's in the order of their
/// bytes.
///
/// Nothing that is there is passed over: a FIFO, a dangling link or a folder that cannot be
/// listed is given as it is, and whoever opens it is told what is wrong with it. A link to a
/// folder is given and not entered, so a loop of links ends; one that is named by the caller
/// is.
public final class FileWalk {
  private let source: () throws(Failure) -> FilePath?
  /// What is still to be given, the next one last.
  private var pending: [FilePath] = []

  /// Walks what `source` gives until it gives `nil`.
  public init(_ source: @escaping () throws(Failure) -> FilePath?) { self.source = source }

  /// The next file; `nil` at the end.
  ///
  /// - Throws: what the source throws.
  public func next() throws(Failure) -> FilePath? {
    while true {
      let path: FilePath
      let isNamed: Bool
      if let below = pending.popLast() {
        (path, isNamed) = (below, false)
      } else {
        guard let named = try source() else { return nil }
        (path, isNamed) = (named, true)
      }
      guard (try? FileStatus(at: path, followingLinks: isNamed))?.kind == .directory,
        let names = try? FileSystem.names(in: path)
      else { return path }
      pending += names.reversed().map { path.appending($0) }
    }
  }
}
