import AgeFormat
import Fuzzing
import Keys
import Platform
import Records
import SODFormat
import SystemPackage
import TestSupport
import Testing

@Suite struct UnpackTests {
  let fixture = Fixture()

  private func unpack(_ file: [UInt8], into folder: FilePath) -> Failure? {
    failure { () throws(Failure) in try SODUnpacker.unpack(try fixture.open(file), into: folder) }
  }

  @Test func `a missing folder is made, its parent is not`() throws {
    let folder = try TemporaryFolder()
    #expect(unpack(try fixture.pack(), into: folder("new")) == nil)
    #expect(try FileStatus(at: folder("new"))?.mode.rawValue == 0o700)
    #expect(unpack(try fixture.pack(), into: folder("no/new"))?.code == .cannotCreate)
    #expect(try folder.tree().contains("no/") == false)
  }

  @Test func `files can be made durable`() throws {
    let folder = try TemporaryFolder()
    _ = try SODUnpacker.unpack(try fixture.open(try fixture.pack()), into: folder("new"), durable: true)
    #expect(try folder.bytes("new/documents/003-empty").isEmpty)
  }

  @Test func `a missing folder stays missing after a refusal`() throws {
    let folder = try TemporaryFolder()
    let forged = try fixture.forge { $0.entries.removeLast() }
    #expect(unpack(forged, into: folder("new"))?.code == .unsigned)
    #expect(try folder.tree().isEmpty)
  }

  @Test(arguments: ["manifest.json", "SHA256SUMS", "SHA256SUMS.sig", "documents/003-empty"])
  func `nothing is overwritten`(name: String) throws {
    let folder = try TemporaryFolder()
    if name.hasPrefix("documents/") { try FileSystem.makeDirectory(folder("documents")) }
    try folder.file(name, [1])
    let before = try folder.tree()
    #expect(unpack(try fixture.pack(), into: folder.path)?.code == .alreadyExists)
    #expect(try folder.tree() == before)
    #expect(try folder.bytes(name) == [1])
  }

  @Test func `a file that appears while unpacking stays, and nothing else does`() throws {
    let folder = try TemporaryFolder()
    let (fixture, file) = try Fixture.long()
    var armed = false
    let source = Watching(file) {
      // The unpacker has looked at the folder, and reads the rest of the container.
      if armed { _ = try? folder.file("SHA256SUMS.sig", [9]) }
    }
    let reader = try SODReader(
      source, keys: [SODKey(fixture.reader)],
      policy: SODPolicy(trusted: [fixture.sender.signer], now: Fixture.now))
    armed = true
    let refusal = failure { () throws(Failure) in try SODUnpacker.unpack(reader, into: folder.path) }
    #expect(refusal?.code == .alreadyExists)
    #expect(try folder.tree() == ["SHA256SUMS.sig"])
  }

  @Test func `folders that are there are used, and others' files in them stay`() throws {
    let folder = try TemporaryFolder()
    try FileSystem.makeDirectory(folder("documents"))
    try folder.file("documents/mine", [1])
    #expect(unpack(try fixture.pack(), into: folder.path) == nil)
    #expect(try folder.bytes("documents/mine") == [1])
    #expect(try folder.bytes("documents/001-scan_one.dcm") == fixture.files[0].content)
  }

  @Test(arguments: ["documents", "patients"]) func `a link in the folder does not lead out`(name: String)
    throws
  {
    let folder = try TemporaryFolder()
    let outside = try TemporaryFolder()
    #expect(try StockProgram("ln").run(["-s", outside.path.string, folder(name).string]).status == 0)
    #expect(unpack(try fixture.pack(), into: folder.path)?.code == .unsafePath)
    #expect(try outside.tree().isEmpty)
    #expect(try folder.tree() == [name])
  }

  @Test func `a link that appears while unpacking does not lead out either`() throws {
    let folder = try TemporaryFolder()
    let outside = try TemporaryFolder()
    let (fixture, file) = try Fixture.long()
    var armed = false
    let source = Watching(file) {
      guard armed else { return }
      _ = try? StockProgram("ln").run(["-s", outside.path.string, folder("documents").string])
      armed = false
    }
    let reader = try SODReader(
      source, keys: [SODKey(fixture.reader)],
      policy: SODPolicy(trusted: [fixture.sender.signer], now: Fixture.now))
    armed = true
    #expect(failure { () throws(Failure) in try SODUnpacker.unpack(reader, into: folder.path) } != nil)
    #expect(try outside.tree().isEmpty)
    #expect(try folder.tree() == ["documents"])
  }

  @Test func `the folder itself may be reached through a link`() throws {
    let folder = try TemporaryFolder()
    try FileSystem.makeDirectory(folder("real"))
    #expect(try StockProgram("ln").run(["-s", folder("real").string, folder("link").string]).status == 0)
    #expect(unpack(try fixture.pack(), into: folder("link")) == nil)
    #expect(try folder.bytes("real/documents/003-empty").isEmpty)
  }

  @Test func `a file in the folder's place is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.file("f", [1])
    #expect(unpack(try fixture.pack(), into: folder("f"))?.code == .alreadyExists)
  }

  @Test func `while it is unpacked nothing is in the folder`() throws {
    let folder = try TemporaryFolder()
    var seen: [[String]] = []
    let (fixture, file) = try Fixture.long()
    let source = Watching(file) { seen.append((try? folder.tree()) ?? ["?"]) }
    let reader = try SODReader(
      source, keys: [SODKey(fixture.reader)],
      policy: SODPolicy(trusted: [fixture.sender.signer], now: Fixture.now))
    _ = try SODUnpacker.unpack(reader, into: folder.path)
    #expect(seen.count > 4 && seen.allSatisfy(\.isEmpty))
    #expect(try folder.bytes("documents/001-a.bin") == fixture.files[0].content)
  }

  @Test func `entries can be taken without a folder, also when left unread`() throws {
    let (fixture, file) = try Fixture.long()
    let reader = try fixture.open(file)
    var taken: [[UInt8]] = []
    let verdict = try reader.readEntries { (entry, content) throws(Failure) in
      switch entry.kind {
      case .document:
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 10_000)
        while bytes.count < 300_000 {
          let count = try read(content, &buffer)
          if count == 0 { break }
          bytes += buffer.prefix(count)
        }
        let rest = Collector()
        try content.copyAll(to: rest)
        taken.append(bytes + rest.bytes)
      case .patient, .form, .appointment, .store: break
      }
    }
    #expect(taken == [fixture.files[0].content])
    #expect(verdict.digests == fixture.contents.map { SHA256.digest(of: $0) })
  }

  @Test func `a failure of who takes an entry is passed on`() throws {
    let reader = try fixture.open(try fixture.pack())
    let refusal = failure { () throws(Failure) in
      try reader.readEntries { (_, _) throws(Failure) in throw Failure(.diskFull, "full") }
    }
    #expect(refusal?.code == .diskFull)
  }
}

private func read(_ source: SODEntrySource, _ buffer: inout [UInt8]) throws(Failure) -> Int {
  var span = buffer.mutableSpan
  var bytes = unsafe span.mutableBytes
  return try source.read(into: &bytes)
}

/// Calls `look` before each read.
private final class Watching: ByteSource {
  let inner: MemorySource
  let look: () -> Void

  init(_ bytes: [UInt8], _ look: @escaping () -> Void) {
    inner = MemorySource(bytes)
    self.look = look
  }

  func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    look()
    return try inner.read(into: &buffer)
  }
}
