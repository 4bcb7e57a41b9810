import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct FileSystemTests {
  @Test func `folders are made with those above them, once or again`() throws {
    let folder = try TemporaryFolder()
    for _ in 0..<2 { try FileSystem.makeDirectory(folder("a/b/c")) }
    #expect(try folder.tree() == ["a/", "a/b/", "a/b/c/"])
    #expect(try FileStatus(at: folder("a/b"))?.mode == .ownerReadWriteExecute)
    try FileSystem.makeDirectory("/")
  }

  @Test func `many who make one folder all succeed`() throws {
    let folder = try TemporaryFolder()
    for round in 0..<20 {
      let threads = try (0..<8).map { number in
        try WorkerThread("maker") { () throws(Failure) in
          try FileSystem.makeDirectory(folder("\(round)/x/\(number % 2)"))
        }
      }
      for thread in threads { try thread.join() }
    }
    #expect(try FileSystem.names(in: folder.path).count == 20)
  }

  @Test func `a file or a dangling link in the way is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.file("file", [])
    #expect(unsafe folder("link").withPlatformString { unsafe symlink("nowhere", $0) } == 0)
    #expect(refusal { try FileSystem.makeDirectory(folder("file")) }?.code == .alreadyExists)
    #expect(refusal { try FileSystem.makeDirectory(folder("link")) }?.code == .alreadyExists)
    #expect(refusal { try FileSystem.makeDirectory(folder("file/x")) }?.code == .noSuchFile)
  }

  @Test func `a link to a folder is a folder`() throws {
    let folder = try TemporaryFolder()
    try FileSystem.makeDirectory(folder("real"))
    #expect(unsafe folder("link").withPlatformString { unsafe symlink("real", $0) } == 0)
    try FileSystem.makeDirectory(folder("link/x"))
    #expect(try folder.tree() == ["link", "real/", "real/x/"])
  }

  @Test func `names are sorted by their bytes, also those that are not UTF-8`() throws {
    let folder = try TemporaryFolder()
    // As text, all of the second row would be U+FFFD and in no order.
    let names: [[UInt8]] =
      [[0x61], [0xC3, 0xA9], [0xE2, 0x82, 0xAC], [0xEF, 0xBF, 0xBE], [0xF0, 0x9F, 0x98, 0x80]] + [
        [0x80], [0x81], [0xFE], [0xFF], [0xFF, 0x01], [0xFF, 0xFF],
      ]
    for name in names.shuffled() {
      try NewFile(in: folder.path).publish(
        at: FilePath(bytes: folder.path.bytes + [0x2F] + name), durable: false)
    }
    let listed = try FileSystem.names(in: folder.path).map { FilePath(root: nil, components: $0).bytes }
    #expect(listed == names.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(refusal { try FileSystem.names(in: folder("missing")) }?.code == .noSuchFile)
  }

  @Test func `a file is renamed over another and removed, once or again`() throws {
    let folder = try TemporaryFolder()
    try folder.file("b", [2])
    try FileSystem.rename(folder.file("a", [1]), to: folder("b"))
    #expect(try folder.tree() == ["b"])
    #expect(try folder.bytes("b") == [1])
    #expect(refusal { try FileSystem.rename(folder("a"), to: folder("b")) }?.code == .noSuchFile)
    for _ in 0..<2 { try FileSystem.removeFile(folder("b")) }
    #expect(try folder.tree() == [])
    #expect(refusal { try FileSystem.removeFile(folder.path) }?.code == .isADirectory)
  }

  @Test func `what is written is made durable`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("file", [1])
    try FileSystem.synchronizeDirectory(folder.path)
    try FileSystem.synchronizeDirectory("")
    try FileSystem.synchronizeEverything(containing: folder.path)
    #expect(refusal { try FileSystem.synchronizeDirectory(file) }?.code == .noSuchFile)
    #expect(
      refusal { try FileSystem.synchronizeEverything(containing: folder("missing")) }?.code == .noSuchFile)
  }

  @Test(arguments: ["/tmp", "/", "/proc", "/dev"] as [FilePath])
  func `a local file system is no network file system`(_ path: FilePath) throws {
    #expect(try !FileSystem.isNetworkFileSystem(path))
  }

  @Test func `a path that is not there is on no file system`() throws {
    #expect(refusal { try FileSystem.isNetworkFileSystem("/nowhere") }?.code == .noSuchFile)
  }

  @Test func `a status says what the file is`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("file", [1, 2, 3], mode: 0o640)
    #expect(unsafe folder("link").withPlatformString { unsafe symlink("file", $0) } == 0)
    let status = try #require(try FileStatus(at: file))
    #expect(status.kind == .regular && status.size == 3 && status.mode.rawValue == 0o640)
    #expect(status.owner == geteuid())
    #expect(try FileStatus(at: folder("link")) == status)
    #expect(try FileStatus(at: folder("link"), followingLinks: false)?.kind == .symbolicLink)
    #expect(try FileStatus(at: folder.path)?.kind == .directory)
    #expect(try FileStatus(at: "/dev/null")?.kind == .other)
    #expect(try FileStatus(at: folder("missing")) == nil)
    #expect(refusal { try FileStatus(at: file.appending("x")) }?.code == .noSuchFile)
  }
}
