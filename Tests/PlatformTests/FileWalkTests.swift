import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct FileWalkTests {
  private static func walk(_ named: [FilePath]) throws -> [FilePath] {
    var rest = named[...]
    let walk = FileWalk { () throws(Failure) in rest.popFirst() }
    var found: [FilePath] = []
    while let path = try walk.next() {
      found.append(path)
      // A walk that does not end is to fail and not to hang.
      try #require(found.count < 100)
    }
    return found
  }

  @Test func `R034 files below folders come in the order of their bytes, and nothing is passed over`() throws
  {
    let folder = try TemporaryFolder()
    for name in ["a", "a/b", "a/empty", "a.d"] { try FileSystem.makeDirectory(folder(name)) }
    for name in ["a/2", "a/10", "a/b/x", "a/.hidden", "a.d/y", "z"] { try folder.file(name, [0x78]) }
    let fifo = folder("a/fifo")
    #expect(unsafe fifo.withPlatformString { unsafe mkfifo($0, 0o600) } == 0)
    let found = try Self.walk([folder("z"), folder("a"), folder("missing"), folder("a.d")])
    let due = ["z", "a/.hidden", "a/10", "a/2", "a/b/x", "a/fifo", "missing", "a.d/y"]
    #expect(found == due.map { folder($0) })
  }

  @Test func `R034 a loop of links ends; a link to a folder is entered only when it is named`() throws {
    let folder = try TemporaryFolder()
    try FileSystem.makeDirectory(folder("a"))
    try folder.file("a/x", [0x78])
    for (name, target) in [("a/loop", "../a"), ("a/self", "self"), ("link", "a")] {
      let made = unsafe folder(name).withPlatformString { name in
        unsafe target.withCString { unsafe symlink($0, name) }
      }
      #expect(made == 0)
    }
    #expect(try Self.walk([folder("a")]) == ["a/loop", "a/self", "a/x"].map { folder($0) })
    #expect(try Self.walk([folder("link")]) == ["link/loop", "link/self", "link/x"].map { folder($0) })
  }

  @Test func `what names the folders may fail, behind the files before`() throws {
    let folder = try TemporaryFolder()
    try folder.file("x", [0x78])
    var calls = 0
    let walk = FileWalk { () throws(Failure) in
      calls += 1
      if calls > 1 { throw Failure(.lineTooLong, "line 2 is too long") }
      return folder.path
    }
    #expect(try walk.next() == folder("x"))
    #expect(refusal { try walk.next() }?.code == .lineTooLong)
  }
}
