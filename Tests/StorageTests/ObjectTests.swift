import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

struct ObjectTests {
  /// Fails after some bytes, as a file that vanishes while it is read.
  private final class BrokenSource: ByteSource {
    private var rest = 3
    func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
      rest -= 1
      guard rest > 0 else { throw Failure(.changedWhileRead, "gone") }
      return min(buffer.byteCount, 1000)
    }
  }

  // Held here, or the folder would go with its last use.
  private let test: TestStore
  private let store: Store

  init() throws {
    test = try TestStore(inMemory: true)
    store = try test.create()
  }

  @Test(arguments: [0, 1, 65535, 65536, 65537, 1_000_000])
  func `an object of any size comes back`(size: Int) throws {
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let document = try store.putDocuments([content], of: "P-1").value[0]
    let object = try #require(
      try store.look { view throws(Failure) in try view.objects(of: .document, document.id) }.first)
    #expect(object.name == "original" && object.size == Int64(size))
    #expect(try store.content(of: document.id) == content)
  }

  @Test func `objects are added to a record and taken away by name`() throws {
    let document = try store.putDocuments([[1]], of: "P-1").value[0]
    let group = try store.beginGroup()
    let thumbnail = try group.stage(MemorySource([2]))
    let updated = try store.commit(group) { tx throws(Failure) in
      try tx.update(document, attaching: [Attachment("thumbnail", thumbnail)], action: .edit)
    }.value
    func names() throws -> [String] {
      try store.look { view throws(Failure) in try view.objects(of: .document, document.id).map(\.name) }
    }
    #expect(try names() == ["original", "thumbnail"])
    _ = try store.write { tx throws(Failure) in try tx.update(updated, detaching: ["original"], action: .edit)
    }
    #expect(try names() == ["thumbnail"])
    #expect(try test.objectFiles().count == 1 && test.leftovers() == [])
    #expect(try test.finding() == nil)
  }

  @Test func `what is staged and not attached vanishes`() throws {
    let group = try store.beginGroup()
    let kept = try group.stage(MemorySource([1]))
    _ = try group.stage(MemorySource([2]))
    let dropped = try group.stage(MemorySource([3]))
    group.drop(dropped)
    #expect(group.count == 2)
    _ = try store.commit(group) { tx throws(Failure) in
      try tx.insert(
        Record(.document, id: "D-1", content: []), attaching: [Attachment("original", kept)], action: .put)
    }
    #expect(try test.objectFiles().count == 1 && test.leftovers() == [])
  }

  @Test func `a group that is let go leaves nothing`() throws {
    do {
      let group = try store.beginGroup()
      _ = try group.stage(MemorySource([1]))
      #expect(try test.leftovers().count == 1)
    }
    #expect(try test.leftovers() == [] && test.objectFiles() == [])
  }

  @Test func `a source that fails leaves nothing and does not spoil its group`() throws {
    let group = try store.beginGroup()
    #expect(refusal { try group.stage(BrokenSource()) }?.code == .changedWhileRead)
    #expect(group.count == 0)
    let staged = try group.stage(MemorySource([1]))
    _ = try store.commit(group) { tx throws(Failure) in
      try tx.insert(
        Record(.document, id: "D-1", content: []), attaching: [Attachment("original", staged)], action: .put)
    }
    #expect(try store.content(of: "D-1") == [1])
    #expect(try test.objectFiles().count == 1 && test.leftovers() == [])
  }

  @Test func `an object of another group, or one attached twice, is refused`() throws {
    let other = try store.beginGroup()
    let foreign = try other.stage(MemorySource([1]))
    let group = try store.beginGroup()
    let own = try group.stage(MemorySource([1]))
    for objects in [
      [Attachment("original", foreign)], [Attachment("a", own), Attachment("b", own)],
      [Attachment("A b", own)],
    ] {
      let failure = refusal {
        try store.commit(group) { tx throws(Failure) in
          try tx.insert(Record(.document, id: "D-1", content: []), attaching: objects, action: .put)
        }
      }
      #expect(failure?.code == .internalError)
    }
  }

  @Test func `a commit that failed can be tried again with the same group`() throws {
    let patient = try store.addPatient("Ada")
    _ = try store.write { tx throws(Failure) in try tx.update(patient, action: .edit) }
    let group = try store.beginGroup()
    let staged = try (0..<12).map { try group.stage(MemorySource([UInt8($0)])) }
    func commit(_ patient: Record) throws {
      _ = try store.commit(group) { tx throws(Failure) in
        let attachments = staged.enumerated().map { Attachment("part-\($0.offset)", $0.element) }
        try tx.insert(Record(.document, id: "D-1", content: []), attaching: attachments, action: .put)
        try tx.update(patient, action: .edit)
      }
    }
    #expect(refusal { try commit(patient) }?.code == .versionConflict)
    #expect(try store.look { view throws(Failure) in try view.header(.document, "D-1") } == nil)
    try commit(try #require(try store.patient(patient.id)))
    #expect(try test.finding() == nil)
    #expect(try test.objectFiles().count == 12 && test.leftovers() == [])
  }

  @Test func `the object files have random names and are readable by their owner only`() throws {
    try store.putDocuments([[1], [2]], of: "P-1")
    for entry in try test.folder.tree() where entry.hasPrefix("store") {
      let status = try #require(try FileStatus(at: test.folder(entry)))
      #expect(status.mode.rawValue == (status.kind == .directory ? 0o700 : 0o600), "\(entry)")
    }
    for file in try test.objectFiles() {
      let parts = file.split(separator: "/").map(String.init)
      #expect(ObjectID(parts[1]) != nil && parts[1].dropFirst(2).hasPrefix(parts[0]))
    }
  }

  @Test func `the same bytes twice make two objects that look unlike`() throws {
    try store.putDocuments([[1, 2, 3], [1, 2, 3]], of: "P-1")
    let files = try test.objectFiles().map {
      try TemporaryFolder.bytes(test.path.appending("objects").pushing(FilePath($0)))
    }
    #expect(files.count == 2 && files[0] != files[1])
  }

  @Test func `a sweep removes what a dead process left and nothing else`() throws {
    let document = try store.putDocuments([[1]], of: "P-1").value[0]
    let living = try store.beginGroup()
    let staged = try living.stage(MemorySource([2]))
    let committed = try leaveBehind()
    #expect(try store.sweep() == 1)
    #expect(try test.objectFiles() == [committed])
    #expect(try test.leftovers().count == 1)
    _ = try store.commit(living) { tx throws(Failure) in
      try tx.insert(
        Record(.document, id: "D-2", content: []), attaching: [Attachment("original", staged)], action: .put)
    }
    #expect(try store.content(of: "D-2") == [2])
    #expect(try store.content(of: document.id) == [1])
    #expect(try store.sweep() == 0)
    #expect(try test.leftovers() == [])
    let sweeps = try store.look { view throws(Failure) in try view.events(EventFilter(action: .storeSweep)) }
    #expect(sweeps.count == 1)
  }

  @Test func `the next upload sweeps by itself`() throws {
    try store.putDocuments([[1]], of: "P-1")
    let committed = try leaveBehind()
    _ = try store.beginGroup()
    #expect(try test.objectFiles() == [committed])
    #expect(try test.leftovers() == [])
  }

  /// What is left by a process that died after its objects had their names and before its
  /// commit, and by one that died after its commit while it cleared up; returns the file that
  /// a record knows.
  private func leaveBehind() throws -> String {
    let committed = try #require(try test.objectFiles().first)
    let objects = test.path.appending("objects")
    let dead = objects.appending("staging").appending("dead")
    try FileSystem.makeDirectory(dead)
    let files = FileObjects(in: objects)
    let id = ObjectID.random()
    try FileSystem.makeDirectory(files.fan(id))
    _ = try StockProgram("touch").run([
      dead.appending(id.text).string, files.path(id).string,
      dead.appending(String(committed.dropFirst(3))).string,
    ])
    return committed
  }
}
