import Records
import SystemPackage
import TestSupport
import Testing

@testable import Platform

@Suite struct FilePlacingTests {
  static let names = ["a", "b", "c"]

  private func file(_ folder: TemporaryFolder, _ content: String, isNameless: Bool) throws -> NewFile {
    let file = try NewFile(in: folder.path, isNameless: isNameless)
    try file.write(Array(content.utf8))
    return file
  }

  private func place(_ folder: TemporaryFolder, isNameless: Bool, durable: Bool = false) throws(Failure) {
    var placing = try FilePlacing(in: folder.path)
    let inner = placing.folder(Array("inner".utf8), in: placing.base)
    for (place, name) in Self.names.enumerated() {
      guard let file = try? file(folder, name, isNameless: isNameless) else {
        throw Failure(.ioError, "no file")
      }
      placing.add(file, as: Array(name.utf8), in: place == 0 ? placing.base : inner)
    }
    try placing.run(durable: durable)
  }

  @Test(arguments: [(true, false), (true, true), (false, false), (false, true)])
  func `all get their names`(isNameless: Bool, durable: Bool) throws {
    let folder = try TemporaryFolder()
    try place(folder, isNameless: isNameless, durable: durable)
    #expect(try folder.tree().sorted() == ["a", "inner/", "inner/b", "inner/c"])
    #expect(try folder.bytes("inner/c") == Array("c".utf8))
  }

  @Test(arguments: ["a", "inner/b", "inner/c"], [true, false])
  func `where one name is taken, none is given`(taken: String, isNameless: Bool) throws {
    let folder = try TemporaryFolder()
    if taken.hasPrefix("inner/") { try FileSystem.makeDirectory(folder("inner")) }
    try folder.file(taken, [9])
    let before = try folder.tree()
    #expect(
      refusal { try place(folder, isNameless: isNameless) }?.code == .alreadyExists)
    #expect(try folder.tree() == before)
    #expect(try folder.bytes(taken) == [9])
  }

  @Test(arguments: [true, false]) func `an empty folder that was there stays when nothing is placed`(
    isNameless: Bool
  ) throws {
    let folder = try TemporaryFolder()
    try FileSystem.makeDirectory(folder("inner"))
    try folder.file("a", [9])
    #expect(refusal { try place(folder, isNameless: isNameless) }?.code == .alreadyExists)
    #expect(try folder.tree().sorted() == ["a", "inner/"])
  }

  @Test(arguments: ["ln -s /tmp", "touch"]) func `a folder's name that is something else is refused`(
    command: String
  ) throws {
    let folder = try TemporaryFolder()
    _ = try StockProgram("sh").run(["-c", "\(command) '\(folder("inner").string)'"])
    #expect(refusal { try place(folder, isNameless: true) } != nil)
    #expect(try folder.tree() == ["inner"])
  }

  @Test func `a missing folder to begin with is told`() throws {
    let folder = try TemporaryFolder()
    #expect(refusal { try begin(in: folder("no")) }?.code == .noSuchFile)
  }

  private func begin(in path: FilePath) throws {
    let placing = try FilePlacing(in: path)
    try placing.run(durable: false)
  }
}
