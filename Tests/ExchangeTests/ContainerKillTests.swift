import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

/// `kill -9` of packing and unpacking, before every call that changes a file and at seeded
/// instants: the target is as it was or whole, and nothing readable is left.
@Suite(.serialized) struct ContainerKillTests {
  static let instants = ProcessEnvironment.current.text("SO_SOAK") == "1" ? 100 : 10

  @Test func `packing that is killed before any call leaves the folder as it was`() throws {
    let tool = try FaultedTool()
    try FileSystem.makeDirectory(tool.folder("out"))
    let calls = try tool.pack(to: tool.folder("out/x.sod"), counting: true).calls
    try FileSystem.removeFile(tool.folder("out/x.sod"))
    for at in 1...calls {
      let outcome = try tool.pack(to: tool.folder("out/x.sod"), .init(at: at, kills: true))
      #expect(outcome.ending == .killed(SIGKILL), "call \(at)")
      try expectNothingOrWhole(tool, "call \(at)")
    }
  }

  /// The folder is empty, or holds a container that is whole.
  private func expectNothingOrWhole(_ tool: FaultedTool, _ place: Comment) throws {
    let names = try FileSystem.names(in: tool.folder("out")).map(\.string)
    guard names != [] else { return }
    #expect(names == ["x.sod"], place)
    #expect(try tool.run(["verify", tool.folder("out/x.sod").string]).ending == .exited(0), place)
    try FileSystem.removeFile(tool.folder("out/x.sod"))
  }

  struct Kill: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Whether the folder is there before.
    let isThere: Bool
    /// Whether it is always the tool itself, and never the process that gives the names.
    let isMain: Bool
  }

  static let kills = [
    Kill(testDescription: "the tool, into a new folder", isThere: false, isMain: true),
    Kill(testDescription: "the tool, into a folder that is there", isThere: true, isMain: true),
    Kill(testDescription: "whoever works, into a new folder", isThere: false, isMain: false),
    Kill(testDescription: "whoever works, into a folder that is there", isThere: true, isMain: false),
  ]

  @Test(arguments: kills) func `unpacking that is killed before any call leaves all or nothing`(kill: Kill)
    throws
  {
    let tool = try FaultedTool()
    let out = tool.folder("out")
    let target = kill.isThere ? out : out.appending("new")
    try FileSystem.makeDirectory(out)
    if kill.isThere { try tool.folder.file("out/mine", Array("my own".utf8)) }
    let before = try tool.folder.tree()
    let calls = try tool.unpack(into: target, counting: true).calls
    // Seven names are given, and the calls before them write the documents.
    #expect(calls > 15)
    try clear(tool, target, kill.isThere)
    for at in 1...calls {
      let outcome = try tool.unpack(into: target, .init(at: at, kills: !kill.isMain, killsMain: kill.isMain))
      // The tool tells of the death of the process that gives the names.
      let isTold = !kill.isMain && outcome.ending == .exited(74) && outcome.code != nil
      #expect(outcome.ending == .killed(SIGKILL) || isTold, "call \(at)")
      try expectAllOrNothing(tool, target, before, "call \(at) of \(calls)")
      try clear(tool, target, kill.isThere)
    }
  }

  private func expectAllOrNothing(
    _ tool: FaultedTool, _ target: FilePath, _ before: [String], _ place: Comment
  ) throws {
    let tree = try tool.folder.tree()
    guard tree != before else { return }
    #expect(try (FileStatus(at: target) != nil && tool.isWhole(target)), "\(place): \(tree)")
  }

  private func clear(_ tool: FaultedTool, _ target: FilePath, _ isThere: Bool) throws {
    let names = ["documents", "manifest.json", "SHA256SUMS", "SHA256SUMS.sig"]
    let paths = isThere ? names.map { target.appending($0).string } : [target.string]
    _ = try StockProgram("rm").run(["-rf"] + paths)
  }

  /// The container comes through a pipe, which is written so far and then kept open: the instant
  /// is after some of it was read, and then anywhere in the work that follows.
  @Test func `unpacking that is killed at seeded instants leaves all or nothing`() throws {
    let tool = try FaultedTool()
    let out = tool.folder("out")
    try FileSystem.makeDirectory(out)
    let container = try TemporaryFolder.bytes(tool.container)
    let before = try tool.folder.tree()
    var random = SeededGenerator(seed: 0x9_11)
    for trial in 0..<Self.instants {
      let cut = Int.random(in: 0...container.count, using: &random)
      let spins = Int.random(in: 0..<3000, using: &random)
      let (reading, writing) = try FileDescriptor.pipe()
      let errors = try NewFile(in: "/tmp")
      let child = try tool.start(
        ["unpack", "-C", out.appending("new").string, "-"], errors: errors, input: reading)
      try reading.close()
      // A write to a child that was killed must not end the tests.
      signal(SIGPIPE, SIG_IGN)
      try DescriptorSink(writing, name: "pipe").write(Array(container[..<cut]))
      for _ in 0..<spins { sched_yield() }
      #expect(try (!tool.showsDocuments(below: out) || tool.isWhole(out.appending("new"))), "trial \(trial)")
      child.signal(SIGKILL)
      #expect([.killed(SIGKILL), .exited(0)].contains(try child.wait()), "trial \(trial)")
      try writing.close()
      try expectAllOrNothing(tool, out.appending("new"), before, "trial \(trial), \(cut) bytes")
      #expect(try (!tool.showsDocuments(below: out) || tool.isWhole(out.appending("new"))), "trial \(trial)")
      _ = try StockProgram("rm").run(["-rf", out.appending("new").string])
    }
  }
}
