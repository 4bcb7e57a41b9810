import AgeFormat
import Fuzzing
import Records
import SODFormat
import TestSupport
import Testing

/// Some entries of a container instead of all: unpacked, or shown.
@Suite struct ChoiceTests {
  let fixture = Fixture()

  private func choice(_ patterns: String...) throws -> EntryChoice { try #require(EntryChoice(patterns)) }

  private func show(_ file: [UInt8], _ choice: EntryChoice) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let sink = Collector()
    do {
      _ = try SODViewer.show(choice, of: fixture.open(file), waitingIn: folder.path, to: sink)
    } catch {
      #expect(sink.bytes.isEmpty)
      throw error
    }
    #expect(try folder.tree().isEmpty)
    return sink.bytes
  }

  @Test(arguments: [
    (
      "documents/*",
      ["documents/001-scan_one.dcm", "documents/002-Brief___Müller.pdf", "documents/003-empty"]
    ),
    ("scan*", ["documents/001-scan_one.dcm"]), ("Brief – *.pdf", ["documents/002-Brief___Müller.pdf"]),
    ("documents/00[13]*", ["documents/001-scan_one.dcm", "documents/003-empty"]),
  ])
  func `only what a pattern means is unpacked, by path or by name`(pattern: String, due: [String]) throws {
    let folder = try TemporaryFolder()
    _ = try SODUnpacker.unpack(fixture.open(try fixture.pack()), into: folder("new"), only: choice(pattern))
    #expect(try folder.tree() == ["new/", "new/documents/"] + due.map { "new/\($0)" })
  }

  @Test func `a document is chosen by its id, and a folder's other files do not matter`() throws {
    let file = try fixture.pack()
    let id = try #require(fixture.open(file).manifest.entries[1].documentID)
    let folder = try TemporaryFolder()
    try folder.file("SHA256SUMS", [1])
    _ = try SODUnpacker.unpack(fixture.open(file), into: folder.path, only: choice(id.text))
    #expect(try folder.bytes("documents/002-Brief___Müller.pdf") == fixture.files[1].content)
    #expect(try folder.tree().count == 3)
  }

  @Test func `a pattern without an entry is refused, though others have theirs`() throws {
    let folder = try TemporaryFolder()
    let patterns = try choice("scan*", "D-00000000000000000000000000")
    let refused = refusal {
      try SODUnpacker.unpack(fixture.open(try fixture.pack()), into: folder("new"), only: patterns)
    }
    #expect(refused?.code == .entryUnknown)
    #expect(try folder.tree().isEmpty)
    #expect(EntryChoice([]) == nil)
    #expect(EntryChoice(["a", ""]) == nil)
  }

  @Test func `what is not chosen is verified all the same`() throws {
    let forged = try fixture.forge { $0.entries[2].content[0] ^= 1 }
    let folder = try TemporaryFolder()
    let refused = refusal {
      try SODUnpacker.unpack(fixture.open(forged), into: folder("new"), only: choice("scan*"))
    }
    #expect(refused != nil)
    #expect(try folder.tree().isEmpty)
  }

  @Test func `R073 one entry is shown, and nothing of it is left on a disk`() throws {
    let file = try fixture.pack()
    #expect(try show(file, choice("scan*")) == fixture.files[0].content)
    #expect(try show(file, choice("empty")).isEmpty)
    #expect(try show(file, choice("patients/*")) == Fixture.patientRecord)
  }

  @Test func `nothing is shown of a container that does not verify to its last byte`() throws {
    var file = try fixture.pack()
    file.removeLast()
    #expect(refusal { try show(file, choice("scan*")) }?.code == .truncated)
    let forged = try fixture.forge { $0.entries.removeLast() }
    #expect(refusal { try show(forged, choice("scan*")) }?.code == .unsigned)
  }

  @Test func `several entries are not shown as one`() throws {
    #expect(refusal { try show(try fixture.pack(), choice("documents/*")) }?.code == .entryAmbiguous)
  }
}
