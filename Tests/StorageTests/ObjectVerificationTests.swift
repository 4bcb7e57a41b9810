import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// `audit --verify --objects`: every object is read, and every problem told.
struct ObjectVerificationTests {
  private let test: TestStore
  private let store: Store
  private let documents: [Record]

  init() throws {
    test = try TestStore(inMemory: true)
    store = try test.create()
    documents = try store.putDocuments((0..<6).map { [UInt8](repeating: $0, count: 70_000) }, of: "P-1").value
  }

  private func file(_ document: Record) throws -> FilePath {
    let objects = try store.look { view throws(Failure) in try view.objects(of: .document, document.id) }
    return FileObjects(in: Store.objectsPath(test.path)).path(try #require(objects.first).id)
  }

  private func problems(_ objects: ObjectCheck = .content) throws -> [AuditProblem] {
    var problems: [AuditProblem] = []
    let report = try store.verify(
      objects: objects, telling: { problem throws(Failure) in problems.append(problem) })
    #expect(report.problems == Int64(problems.count) && report.problem == problems.first)
    return problems
  }

  @Test func `a bit flipped in any object is found, and each is named`() throws {
    for (place, document) in [(30, documents[0]), (250, documents[2]), (70_000, documents[4])] {
      try test.change(try file(document)) { $0[place] ^= 0x10 }
    }
    let found = try problems()
    #expect(found.map(\.code) == [.objectAltered, .objectAltered, .objectAltered])
    #expect(
      Set(found.compactMap(\.subject))
        == Set([0, 2, 4].map { Subject(.document, documents[$0].id) }))
    // Those who only look whether they are there do not read them, but open their headers.
    #expect(try problems(.none).isEmpty)
  }

  @Test func `every byte of a small object counts`() throws {
    let small = try store.putDocuments([[42]], of: "P-1").value[0]
    let file = try file(small)
    let size = try TemporaryFolder.bytes(file).count
    for place in 0..<size {
      try test.change(file) { $0[place] ^= 1 }
      #expect(try problems().map(\.code) == [.objectAltered], "byte \(place)")
      try test.change(file) { $0[place] ^= 1 }
    }
    #expect(try problems().isEmpty)
  }

  @Test func `missing objects and those that no record names are told apart`() throws {
    try FileSystem.removeFile(try file(documents[1]))
    let stray = ObjectID.random()
    let files = FileObjects(in: Store.objectsPath(test.path))
    try FileSystem.makeDirectory(files.fan(stray))
    let bytes = try TemporaryFolder.bytes(try file(documents[0]))
    let descriptor = try OwnedDescriptor(
      opening: files.path(stray), .writeOnly, options: [.create], permissions: .ownerReadWrite)
    try DescriptorSink(descriptor.descriptor, name: "stray").write(bytes)
    for check in [ObjectCheck.presence, .content] {
      let found = try problems(check)
      #expect(found.map(\.code) == [.objectMissing, .objectStray])
      #expect(found[0].subject == Subject(.document, documents[1].id))
      #expect(found[1].subject?.id == stray.text)
      #expect(found.allSatisfy { $0.code.exit == .ioError })
    }
  }

  @Test func `a file that is no object, or lies in another's place, is told without its name`() throws {
    let folder = test.path.appending("objects")
    let bytes = try TemporaryFolder.bytes(try file(documents[0]))
    let fan = try file(documents[1]).removingLastComponent()
    let places = [
      folder.appending("Mustermann.pdf"), fan.appending("Mustermann.pdf"),
      fan.appending(ObjectID.random().text.lowercased()),
    ]
    for place in places {
      let descriptor = try OwnedDescriptor(
        opening: place, .writeOnly, options: [.create], permissions: .ownerReadWrite)
      try DescriptorSink(descriptor.descriptor, name: "foreign").write(bytes)
    }
    let found = try problems(.presence)
    #expect(found.map(\.code) == [.objectStray, .objectStray, .objectStray])
    #expect(!found.contains { $0.message.contains("Mustermann") })
  }

  @Test func `what others put and remove meanwhile is no problem`() throws {
    let other = try test.open()
    var rest = Array(documents.dropFirst(3))
    var found: [AuditProblem] = []
    let report = try store.verify(
      objects: .content,
      progress: { _, _ in
        _ = try? other.putDocuments([[1, 2], [3]], of: "P-1")
        guard let last = rest.popLast() else { return }
        _ = try? other.write { tx throws(Failure) in try tx.remove(last, action: .remove) }
      }, telling: { problem throws(Failure) in found.append(problem) })
    #expect(found.isEmpty && rest.isEmpty)
    // Three are never removed; the others may be before their turn.
    #expect(report.objects >= 3)
    #expect(try other.verify(objects: .content).problem == nil)
  }

  @Test func `what is on its way is no stray, whether its process lives or died`() throws {
    let group = try store.beginGroup()
    let object = try group.stage(MemorySource([1]))
    try group.staging.publish([object.id])
    #expect(try test.objectFiles().count == 7)
    #expect(try problems().isEmpty)
    withExtendedLifetime(group) {}
  }

  @Test func `what was removed behind a group that died is no stray before it is swept`() throws {
    do {
      let group = try store.beginGroup()
      let object = try group.stage(MemorySource([1]))
      try group.staging.publish([object.id])
    }
    #expect(try problems().isEmpty)
    try store.sweep()
    #expect(try problems().isEmpty)
    #expect(try test.objectFiles().count == 6)
  }

  @Test func `progress counts the objects`() throws {
    var told: [Int64] = []
    _ = try store.verify(objects: .content, progress: { done, total in told += [done, total] })
    #expect(told == (1...6).flatMap { [Int64($0), 6] })
  }

  @Test func `problems with events, records and objects are all told in one go`() throws {
    try store.addPatient("Ada")
    try test.alter("UPDATE events SET action = 'patient.find' WHERE seq = 3")
    try test.alter("UPDATE records SET state = 'other' WHERE id = ?", [.text(documents[5].id)])
    try test.alter("INSERT INTO lookups VALUES ('mrn', x'01', 'patient', 'P-NOBODY')")
    try test.change(try file(documents[0])) { $0[250] ^= 1 }
    #expect(
      try problems().map(\.code) == [.auditAltered, .recordAltered, .recordAltered, .objectAltered])
  }

  @Test func `a gap is told once, and the events behind it are checked on`() throws {
    for _ in 0..<4 { try store.addPatient("Ada") }
    try test.alter("DELETE FROM events WHERE seq IN (8, 9)")
    try test.alter("UPDATE events SET action = 'patient.find' WHERE seq = 11")
    let found = try problems(.none)
    #expect(found.map(\.code) == [.auditGap, .auditAltered, .recordAltered])
    #expect(found[0].message == "the events 8 to 9 are missing" && found[1].seq == 11)
  }
}
