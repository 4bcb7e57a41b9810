import Glibc
import Platform
import Records
public import SystemPackage

/// A folder of its own for one test, removed with everything in it at the end.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let path: FilePath

  /// Makes it below `TMPDIR`, or below `base`.
  public init(in base: FilePath? = nil) throws {
    let base = base ?? ProcessEnvironment.current.path("TMPDIR") ?? "/tmp"
    var template = Array(base.appending("so-test-XXXXXX").bytes.map { CChar(bitPattern: $0) }) + [0]
    guard unsafe mkdtemp(&template) != nil else { throw Errno.current }
    path = FilePath(bytes: template.map { UInt8(bitPattern: $0) })
  }

  /// The path of `name` inside.
  public func callAsFunction(_ name: String) -> FilePath { path.pushing(FilePath(name)) }

  /// Writes a file and returns its path.
  @discardableResult
  public func file(_ name: String, _ bytes: [UInt8], mode: UInt16 = 0o600) throws -> FilePath {
    let file = self(name)
    let descriptor = try OwnedDescriptor(
      opening: file, .writeOnly, options: [.create, .truncate],
      permissions: FilePermissions(rawValue: CInterop.Mode(mode)))
    try DescriptorSink(descriptor.descriptor, name: name).write(bytes)
    guard unsafe file.withPlatformString({ unsafe chmod($0, mode_t(mode)) }) == 0 else { throw Errno.current }
    return file
  }

  /// The bytes of a file.
  public func bytes(_ name: String) throws -> [UInt8] { try TemporaryFolder.bytes(self(name)) }

  /// The bytes of a file.
  public static func bytes(_ path: FilePath) throws -> [UInt8] {
    try InputFile(opening: path).readAll(limit: 1 << 30, excess: Failure(.ioError, "too large"))
  }

  /// Every path inside, relative, sorted.
  public func tree() throws -> [String] {
    func walk(_ folder: FilePath, _ prefix: String) throws -> [String] {
      try FileSystem.names(in: folder).flatMap { name -> [String] in
        let path = folder.appending(name)
        let relative = prefix + name.string
        guard try FileStatus(at: path, followingLinks: false)?.kind == .directory else { return [relative] }
        return try [relative + "/"] + walk(path, relative + "/")
      }
    }
    return try walk(path, "")
  }

  deinit { _ = try? StockProgram("rm").run(["-rf", path.string]) }
}
