import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// What `put --verify` promises: the bytes on the device are those that were given.
struct ReadBackTests {
  /// On a disk, since a file system in memory has no device to read from.
  private let test: TestStore
  private let store: Store
  private let object: StoredObject

  init() throws {
    test = try TestStore()
    let store = try test.create()
    let document = try store.putDocuments([[UInt8](repeating: 9, count: 300_000)], of: "P-1").value[0]
    object = try #require(
      try store.look { view throws(Failure) in try view.objects(of: .document, document.id) }.first)
    self.store = store
  }

  private var file: FilePath { FileObjects(in: Store.objectsPath(test.path)).path(object.id) }

  @Test func `an object reads back as it was given, and without an event`() throws {
    let before = try store.verify().events
    try store.readBack(object.id)
    #expect(try store.verify().events == before)
  }

  @Test(arguments: [0, 40, 250, 70_000, -1])
  func `a flipped bit is found wherever it is`(place: Int) throws {
    try test.change(file) { $0[place < 0 ? $0.count - 1 : place] ^= 4 }
    #expect(refusal { try store.readBack(object.id) }?.code == .objectAltered)
  }

  @Test func `an object cut short, or gone, is told`() throws {
    try test.change(file) { $0.removeLast() }
    #expect(refusal { try store.readBack(object.id) }?.code == .objectAltered)
    try FileSystem.removeFile(file)
    #expect(refusal { try store.readBack(object.id) }?.code == .objectMissing)
    #expect(refusal { try store.readBack(ObjectID.random()) }?.code == .objectMissing)
  }

  @Test func `another object of the store in its place is found`() throws {
    let other = try store.putDocuments([[UInt8](repeating: 8, count: 300_000)], of: "P-1").value[0]
    let named = try #require(
      try store.look { view throws(Failure) in try view.objects(of: .document, other.id) }.first)
    let bytes = try TemporaryFolder.bytes(FileObjects(in: Store.objectsPath(test.path)).path(named.id))
    try test.change(file) { $0 = bytes }
    #expect(refusal { try store.readBack(object.id) }?.code == .objectAltered)
  }

  @Test func `a record that says of the object what nobody signed does not count`() throws {
    try test.alter("UPDATE objects SET name = 'other'")
    #expect(refusal { try store.readBack(object.id) }?.code == .recordAltered)
  }

  @Test func `an object that its record gave up does not count when its row is put back`() throws {
    let columns = ["object", "kind", "id", "name", "epoch", "sealed"]
    let row = try #require(try test.rows("objects", columns).first)
    guard case .text(let document)? = row["id"] else { return }
    _ = try store.write { tx throws(Failure) in
      try tx.update(tx.required(.document, document), detaching: ["original"], action: .edit)
    }
    try test.alter(
      "INSERT INTO objects (\(columns.joined(separator: ", "))) VALUES (?, ?, ?, ?, ?, ?)",
      columns.compactMap { row[$0] })
    #expect(refusal { try store.readBack(object.id) }?.code == .recordAltered)
  }

  @Test func `an object does not count whose record was put back to an older version`() throws {
    let tables = try test.tables().filter { ["records", "objects"].contains($0.table) }
    let document = try #require(try test.rows("objects", ["id"]).first?["id"])
    guard case .text(let id) = document else { return }
    let rows = try tables.map { table in
      try #require(try test.rows(table.table, table.columns).first { $0["id"] == document })
    }
    _ = try store.write { tx throws(Failure) in
      try tx.update(tx.required(.document, id), detaching: ["original"], action: .edit)
    }
    for (table, row) in zip(tables, rows) {
      try test.alter(
        "INSERT OR REPLACE INTO \(table.table) (\(table.columns.joined(separator: ", "))) VALUES (\(table.columns.map { _ in "?" }.joined(separator: ", ")))",
        table.columns.compactMap { row[$0] })
    }
    #expect(refusal { try store.readBack(object.id) }?.code == .recordAltered)
  }

  @Test func `the file's pages are not in memory when it is read`() throws {
    _ = try TemporaryFolder.bytes(file)
    let control = try InputFile(opening: file)
    // What the test rests on: pages in memory, and a file system that lets go of them.
    guard isInMemory(control.descriptor), fsync(control.descriptor.rawValue) == 0,
      posix_fadvise(control.descriptor.rawValue, 0, 0, POSIX_FADV_DONTNEED) == 0,
      !isInMemory(control.descriptor)
    else { return }
    _ = try TemporaryFolder.bytes(file)
    #expect(isInMemory(control.descriptor))
    let source = try FileObjects(in: Store.objectsPath(test.path)).openFromDevice(object.id)
    #expect(!isInMemory(control.descriptor))
    withExtendedLifetime(source) {}
  }

  /// Whether the system holds the file's first page.
  private func isInMemory(_ file: FileDescriptor) -> Bool {
    let mapping = unsafe mmap(nil, 4096, PROT_READ, MAP_SHARED, file.rawValue, 0)
    guard let start = unsafe mapping, unsafe start != MAP_FAILED else { return false }
    defer { unsafe munmap(start, 4096) }
    var page: UInt8 = 0
    return unsafe mincore(start, 4096, &page) == 0 && page & 1 == 1
  }
}
