import Platform
import SystemPackage
import TestSupport

/// The text of the sources.
enum Sources {
  /// Every file below `Sources`.
  static func files() throws -> [String] {
    func walk(_ folder: FilePath) throws -> [String] {
      try FileSystem.names(in: folder).flatMap { name -> [String] in
        let path = folder.appending(name)
        if try FileStatus(at: path)?.kind == .directory { return try walk(path) }
        guard name.string.hasSuffix(".swift") else { return [] }
        return [String(decoding: try TemporaryFolder.bytes(path), as: UTF8.self)]
      }
    }
    return try walk(ManualPage.package.appending("Sources"))
  }

  /// What the first group of `pattern` matches anywhere.
  static func matches(of pattern: Regex<(Substring, Substring)>) throws -> Set<String> {
    Set(try files().flatMap { $0.matches(of: pattern).map { String($0.output.1) } })
  }
}
