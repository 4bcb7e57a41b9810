import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// Nobody without a key changes anything unnoticed.
struct TamperTests {
  /// A store with something in every table and every column.
  private func filled() throws -> (TestStore, patient: Record, document: Record) {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let other = Identity.generate(at: Timestamp(milliseconds: 0))
    _ = try store.addRecoveryRecipient(other.ageRecipient)
    try store.addPatient("Ada Example")
    var patient = try store.addPatient("Grace Sample")
    let documents = try store.putDocuments(
      [[1, 2, 3], [UInt8](repeating: 7, count: 200_000)], of: patient.id
    ).value
    patient.due = Timestamp(milliseconds: 5_000_000_000_000)
    patient = try store.write { [patient] tx throws(Failure) in
      try tx.update(patient, action: .edit, details: ["why": "test"])
    }.value
    return (test, patient, documents[1])
  }

  @Test func `every column of every row of every table is guarded`() throws {
    let (test, _, _) = try filled()
    #expect(try test.finding() == nil)
    var tried = 0
    for (table, columns, key) in try test.tables() {
      let rows = try test.rows(table, columns)
      #expect(!rows.isEmpty, "\(table)")
      for row in rows {
        for column in columns {
          let copy = try test.copy()
          let value = try #require(row[column])
          let place = key.map { "\($0) = ?" }.joined(separator: " AND ")
          try copy.alter(
            "UPDATE \(table) SET \(column) = ? WHERE \(place)",
            [value.altered(for: column)] + key.compactMap { row[$0] })
          #expect(try copy.finding() != nil, "\(table).\(column) of \(row)")
          tried += 1
        }
      }
    }
    #expect(tried > 150)
  }

  @Test func `every row of every table is missed when it is gone`() throws {
    let (test, _, _) = try filled()
    for (table, columns, key) in try test.tables() {
      for row in try test.rows(table, columns) {
        let copy = try test.copy()
        let place = key.map { "\($0) = ?" }.joined(separator: " AND ")
        try copy.alter("DELETE FROM \(table) WHERE \(place)", key.compactMap { row[$0] })
        #expect(try copy.finding() != nil, "\(table) \(row)")
      }
    }
  }

  @Test func `a record put back to an older version is found, by reading it too`() throws {
    let (test, patient, _) = try filled()
    let old = try test.rows(
      "records", ["kind", "id", "version", "updated_at", "index_hash", "sealed", "due", "state"]
    )
    .first { $0["id"] == .text(patient.id) }
    let store = try test.open()
    _ = try store.write { tx throws(Failure) in
      try tx.update(tx.required(.patient, patient.id), action: .edit)
    }
    let row = try #require(old)
    let columns = ["version", "updated_at", "index_hash", "sealed", "due", "state"]
    try test.alter(
      "UPDATE records SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?",
      columns.compactMap { row[$0] } + [.text(patient.id)])
    #expect(refusal { try store.patient(patient.id) }?.code == .recordAltered)
    #expect(
      refusal { try store.look { view throws(Failure) in try view.headers(.patient) } }?.code
        == .recordAltered)
    #expect(
      refusal { try store.write { tx throws(Failure) in try tx.update(patient, action: .edit) } }?.code
        == .recordAltered)
    #expect(try test.finding() == .recordAltered)
  }

  @Test func `a removed record that is put back is found`() throws {
    let (test, patient, _) = try filled()
    let columns = try #require(try test.tables().first { $0.table == "records" }?.columns)
    let row = try #require(try test.rows("records", columns).first { $0["id"] == .text(patient.id) })
    let store = try test.open()
    _ = try store.write { tx throws(Failure) in
      try tx.remove(tx.required(.patient, patient.id), action: .remove)
    }
    #expect(try test.finding() == nil)
    try test.alter(
      "INSERT INTO records (\(columns.joined(separator: ", "))) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))",
      columns.compactMap { row[$0] })
    #expect(refusal { try store.patient(patient.id) }?.code == .recordAltered)
    #expect(try test.finding() == .recordAltered)
  }

  @Test func `a card in another one's place is found by whoever searches`() throws {
    let (test, patient, _) = try filled()
    let store = try test.open()
    let other = try store.addPatient("Other")
    try test.alter(
      """
      UPDATE cards SET sealed = (
        SELECT sealed FROM cards AS twin WHERE twin.id <> cards.id AND twin.id IN (?, ?)
      ) WHERE id IN (?, ?)
      """, [patient.id, other.id, patient.id, other.id].map { .text($0) })
    let failure = refusal {
      try store.read(.find, of: nil) { view throws(Failure) in
        try view.scanCards(.patient) { _, _ throws(Failure) in true }
      }
    }
    #expect(failure?.code == .recordAltered)
  }

  @Test func `an older card put back is found, and not taken over by the next change`() throws {
    let (test, patient, _) = try filled()
    let sealed = try #require(
      try test.rows("cards", ["id", "sealed"]).first { $0["id"] == .text(patient.id) }?["sealed"])
    let store = try test.open()
    let newer = try store.write { tx throws(Failure) in
      try tx.update(patient, index: RecordIndex(card: .init(text: "renamed")), action: .edit)
    }.value
    try test.alter("UPDATE cards SET sealed = ? WHERE id = ?", [sealed, .text(patient.id)])
    #expect(
      refusal { try store.write { tx throws(Failure) in try tx.update(newer, action: .edit) } }?.code
        == .recordAltered)
    #expect(try test.finding() == .recordAltered)
  }

  @Test func `an older card put back with all that the record says of it is found`() throws {
    let (test, patient, _) = try filled()
    let store = try test.open()
    let card = try #require(
      try test.rows("cards", ["id", "sealed"]).first { $0["id"] == .text(patient.id) }?["sealed"])
    let hash = try #require(
      try test.rows("records", ["id", "index_hash"]).first { $0["id"] == .text(patient.id) }?["index_hash"])
    _ = try store.write { tx throws(Failure) in
      try tx.update(
        patient,
        index: RecordIndex(card: .init(text: "renamed"), lookups: [Lookup(.mrn, "MRN-Grace Sample")]),
        action: .edit)
    }
    try test.alter("UPDATE cards SET sealed = ? WHERE id = ?", [card, .text(patient.id)])
    try test.alter("UPDATE records SET index_hash = ? WHERE id = ?", [hash, .text(patient.id)])
    #expect(try test.finding() == .recordAltered)
  }

  @Test func `rows of one record do not pass for another's`() throws {
    let (test, _, _) = try filled()
    for (table, columns) in [("cards", "epoch, sealed"), ("records", "sealed"), ("objects", "sealed")] {
      let copy = try test.copy()
      // Both rows get what the first has.
      try copy.alter(
        "UPDATE \(table) SET (\(columns)) = (SELECT \(columns) FROM \(table) LIMIT 1)")
      #expect(try copy.finding() == .recordAltered, "\(table)")
    }
  }

  @Test(arguments: ["header", "middle", "end", "cut", "longer", "gone", "other"])
  func `an object that was changed is found by reading it and by verify`(how: String) throws {
    let (test, patient, document) = try filled()
    let store = try test.open()
    let objects = try store.look { view throws(Failure) in try view.objects(of: .document, document.id) }
    let id = try #require(objects.first).id.text
    let files = try test.objectFiles()
    let folder = test.path.appending("objects")
    let file = folder.pushing(FilePath(try #require(files.first { $0.hasSuffix(id) })))
    let other = folder.pushing(FilePath(try #require(files.first { !$0.hasSuffix(id) })))
    let otherBytes = try TemporaryFolder.bytes(other)
    switch how {
    case "header": try test.change(file) { $0[30] ^= 1 }
    case "middle": try test.change(file) { $0[100_000] ^= 1 }
    case "end": try test.change(file) { $0[$0.count - 1] ^= 1 }
    case "cut": try test.change(file) { $0.removeLast(70_000) }
    case "longer": try test.change(file) { $0.append(0) }
    case "other": try test.change(file) { $0 = otherBytes }
    default: try FileSystem.removeFile(file)
    }
    let code: Failure.Code = how == "gone" ? .objectMissing : .objectAltered
    #expect(refusal { try store.content(of: document.id) }?.code == code)
    #expect(try test.finding() == code)
    #expect(try store.patient(patient.id) != nil)
  }

  @Test func `a bit flipped anywhere in the database is found or changes nothing`() throws {
    let (test, _, _) = try filled()
    let content = try contents(test)
    let size = try TemporaryFolder.bytes(test.database).count
    var random = SeededGenerator(seed: 0xF11B)
    var found = 0
    for _ in 0..<250 {
      let copy = try test.copy()
      let (place, bit) = (Int.random(in: 0..<size, using: &random), UInt8.random(in: 0..<8, using: &random))
      try copy.change(copy.database) { $0[place] ^= 1 << bit }
      if try copy.finding() != nil {
        found += 1
      } else {
        #expect(try contents(copy) == content, "bit \(bit) of byte \(place)")
      }
    }
    #expect(found > 15)
  }

  /// Every row of every table.
  private func contents(_ test: TestStore) throws -> [[[String: SQLValue]]] {
    try test.tables().map { try test.rows($0.table, $0.columns) }
  }

  @Test func `a table or trigger that was added is found`() throws {
    let (test, _, _) = try filled()
    try test.alter("CREATE TRIGGER spy AFTER INSERT ON records BEGIN DELETE FROM events WHERE seq = 2; END")
    #expect(try test.finding() == .storeDamaged)
  }

  @Test func `a file that is no database, or another one, is refused`() throws {
    let (test, _, _) = try filled()
    let noDatabase = try test.copy()
    try noDatabase.change(noDatabase.database) { $0 = [UInt8](repeating: 0x41, count: 5000) }
    #expect(try noDatabase.finding() == .storeDamaged)
    let other = try test.copy()
    try FileSystem.removeFile(other.database)
    _ = try StockProgram("touch").run([other.database.string])
    try other.alter("CREATE TABLE records (id)")
    #expect(try other.finding() == .storeDamaged)
  }

  @Test func `a store of a later format is refused by name`() throws {
    let (test, _, _) = try filled()
    try test.alter("UPDATE store SET format = 2")
    #expect(try test.finding() == .storeNewer)
  }
}
