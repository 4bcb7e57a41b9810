import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct FolderWatchTests {
  private static let long: Int64 = 300_000

  @Test(arguments: ["make", "write", "remove", "move"])
  func `a change between two waits ends the second one`(_ how: String) throws {
    let folder = try TemporaryFolder()
    let other = try TemporaryFolder()
    let file = try folder.file("file", [1])
    try other.file("moved", [1])
    let watch = try FolderWatch(on: folder.path)
    #expect(try !watch.wait(milliseconds: 1))
    switch how {
    case "make": try folder.file("new", [])
    case "write": try folder.file("file", [2])
    case "remove": try FileSystem.removeFile(file)
    default: try FileSystem.rename(other("moved"), to: folder("moved"))
    }
    #expect(try watch.wait(milliseconds: Self.long))
    // It was noticed once.
    #expect(try !watch.wait(milliseconds: 1))
  }

  @Test func `a change by another process ends a wait`() throws {
    let folder = try TemporaryFolder()
    let watch = try FolderWatch(on: folder.path)
    let child = try ChildProcess(
      program: StockProgram("mkdir").path, arguments: [folder("made").bytes], descriptors: [:])
    #expect(try watch.wait(milliseconds: Self.long))
    _ = try child.wait()
  }

  @Test func `what is no folder cannot be watched`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("file", [1])
    #expect(refusal { _ = try FolderWatch(on: file) } != nil)
    #expect(refusal { _ = try FolderWatch(on: folder("none")) }?.code == .noSuchFile)
  }
}
