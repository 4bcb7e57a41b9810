import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

/// Each write and each read of packing and unpacking fails once, in every way: no crash, a code
/// word, and no file under a final name but a whole one. A seeded tenth of the places is tried,
/// all of them with `SO_SOAK=1`.
@Suite(.serialized) struct ContainerFaultTests {
  static let writes = "write,pwrite,writev,pwritev"
  static let reads = "read,pread"
  static let growing = writes + ",open,link,rename,mkdir,fsync,fdatasync,syncfs,ftruncate,fallocate"

  /// The places among `count` calls that are tried: the first and the last ones always.
  static func places(_ count: Int, seed: UInt64) -> [Int] {
    guard ProcessEnvironment.current.text("SO_SOAK") != "1" else { return Array(1...count) }
    var random = SeededGenerator(seed: seed)
    let ends: Set = [1, count, max(1, count - 1)]
    return (1...count).filter { ends.contains($0) || Int.random(in: 0..<10, using: &random) == 0 }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let fault: FaultedTool.Fault

    init(_ name: String, _ fault: FaultedTool.Fault) {
      testDescription = name
      self.fault = fault
    }
  }

  static let failing: [Case] = [
    Case("each write fails", .init(error: .ioError, calls: writes)),
    Case(
      "the disk is full from a write on", .init(error: .noSpace, isSticky: true, isShort: true, calls: writes)
    ),
    Case("each read fails", .init(error: .ioError, calls: reads)),
    Case("each call that changes a file fails", .init(error: .noSpace)),
    // What makes or grows files fails from some call on; removing them does not.
    Case("the quota is used up", .init(error: Errno(rawValue: EDQUOT), isSticky: true, calls: growing)),
  ]

  static let passing: [Case] = [
    Case("each write is interrupted", .init(error: .interrupted, calls: writes)),
    Case("each write does half", .init(isPartial: true, calls: writes)),
    Case("every write does half", .init(isSticky: true, isPartial: true, calls: writes)),
    Case("each read is interrupted", .init(error: .interrupted, calls: reads)),
    Case("each read gives half", .init(isPartial: true, calls: reads)),
    Case("every read gives half", .init(isSticky: true, isPartial: true, calls: reads)),
  ]

  /// One line on standard error, with a code of a disk that fails.
  private func expectClean(_ outcome: FaultedTool.Outcome, _ place: Comment) {
    #expect([.exited(73), .exited(74)].contains(outcome.ending), "\(place): \(outcome.errors)")
    #expect(outcome.code != nil && outcome.code != "internal_error", "\(place): \(outcome.errors)")
  }

  @Test(arguments: failing) func `packing that fails anywhere leaves no file`(one: Case) throws {
    let tool = try FaultedTool()
    try FileSystem.makeDirectory(tool.folder("out"))
    let calls = try tool.pack(to: tool.folder("out/0.sod"), one.fault, counting: true).calls
    #expect(calls > 5)
    for at in Self.places(calls, seed: 1) {
      var fault = one.fault
      fault.at = at
      let name = "\(at).sod"
      let outcome = try tool.pack(to: tool.folder("out/\(name)"), fault)
      let names = try FileSystem.names(in: tool.folder("out")).map(\.string).sorted()
      // A failure that is told; or, where it did no harm, a whole file.
      if outcome.ending == .exited(0) {
        #expect(names == [name, "0.sod"].sorted(), "call \(at)")
        #expect(
          try tool.run(["verify", tool.folder("out/\(name)").string]).ending == .exited(0), "call \(at)")
        try FileSystem.removeFile(tool.folder("out/\(name)"))
      } else {
        expectClean(outcome, "call \(at) of \(calls)")
        #expect(names == ["0.sod"], "call \(at)")
      }
    }
  }

  @Test(arguments: failing) func `unpacking that fails anywhere leaves no file and no folder`(one: Case)
    throws
  {
    let tool = try FaultedTool()
    try FileSystem.makeDirectory(tool.folder("out"))
    let calls = try tool.unpack(into: tool.folder("out/0"), one.fault, counting: true).calls
    #expect(calls > 5)
    _ = try StockProgram("rm").run(["-r", tool.folder("out/0").string])
    for at in Self.places(calls, seed: 2) {
      var fault = one.fault
      fault.at = at
      let outcome = try tool.unpack(into: tool.folder("out/\(at)"), fault)
      let names = try FileSystem.names(in: tool.folder("out")).map(\.string)
      if outcome.ending == .exited(0) {
        #expect(names == ["\(at)"], "call \(at)")
        #expect(try tool.isWhole(tool.folder("out/\(at)")), "call \(at)")
        _ = try StockProgram("rm").run(["-r", tool.folder("out/\(at)").string])
      } else {
        expectClean(outcome, "call \(at) of \(calls)")
        #expect(names == [], "call \(at)")
      }
    }
  }

  @Test(arguments: passing) func `what can be tried again is, and nothing is lost`(one: Case) throws {
    let tool = try FaultedTool()
    let packing = try tool.pack(to: tool.folder("0.sod"), one.fault, counting: true).calls
    for at in one.fault.isSticky ? [1] : Self.places(packing, seed: 3) {
      var fault = one.fault
      fault.at = at
      let path = tool.folder("\(at)-packed.sod")
      let outcome = try tool.pack(to: path, fault)
      #expect(outcome.ending == .exited(0), "call \(at): \(outcome.errors)")
      #expect(try tool.run(["verify", path.string]).ending == .exited(0), "call \(at)")
      try FileSystem.removeFile(path)
    }
    let unpacking = try tool.unpack(into: tool.folder("0"), one.fault, counting: true).calls
    for at in one.fault.isSticky ? [1] : Self.places(unpacking, seed: 4) {
      var fault = one.fault
      fault.at = at
      let outcome = try tool.unpack(into: tool.folder("unpacked"), fault)
      #expect(outcome.ending == .exited(0), "call \(at): \(outcome.errors)")
      #expect(try tool.isWhole(tool.folder("unpacked")), "call \(at)")
      _ = try StockProgram("rm").run(["-r", tool.folder("unpacked").string])
    }
  }

  @Test func `a standard output that fails is told, also behind the last byte`() throws {
    let tool = try FaultedTool()
    let packed = try tool.folder.file("piped.sod", [])
    let arguments = try ["pack", "--to", tool.recipientText, "-o", "-"] + tool.documents.map(\.string)
    let output = try OwnedDescriptor(opening: packed, .writeOnly)
    let calls = try tool.run(arguments, .init(calls: Self.writes), counting: true, output: output.descriptor)
      .calls
    #expect(calls > 5)
    for at in Self.places(calls, seed: 5) {
      let fault = FaultedTool.Fault(at: at, error: .noSpace, isShort: true, calls: Self.writes)
      let outcome = try tool.run(arguments, fault, output: output.descriptor)
      #expect(
        outcome.ending == .exited(74) && outcome.code == "output_failed", "call \(at): \(outcome.errors)")
    }
  }
}
