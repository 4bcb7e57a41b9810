import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

struct RecordTests {
  // Held here, or the folder would go with its last use.
  private let test: TestStore
  private let store: Store

  init() throws {
    test = try TestStore(inMemory: true)
    store = try test.create()
  }

  @Test func `an update counts the version and keeps the place and the time of making`() throws {
    var record = try store.addPatient("Ada")
    record.content = .init(text: "changed")
    record.state = "merged"
    record.parent = "P-0"
    record.due = Timestamp(milliseconds: 5)
    let updated = try store.write { [record] tx throws(Failure) in try tx.update(record, action: .edit) }
      .value
    #expect(updated.version == 2 && updated.serial == record.serial && updated.created == record.created)
    #expect(try test.open().patient(record.id) == updated)
  }

  @Test func `R029 the slower of two editors is told and overwrites nothing`() throws {
    let record = try store.addPatient("Ada")
    let quicker = try store.write { tx throws(Failure) in try tx.update(record, action: .edit) }.value
    let failure = refusal {
      try test.open().write { tx throws(Failure) in try tx.update(record, action: .edit) }
    }
    #expect(failure?.code == .versionConflict && failure?.code.exit == .tryAgain)
    #expect(
      refusal { try store.write { tx throws(Failure) in try tx.remove(record, action: .remove) } }?.code
        == .versionConflict)
    #expect(try store.patient(record.id) == quicker)
  }

  @Test func `a record that is there is not inserted again`() throws {
    let record = try store.addPatient("Ada")
    #expect(refusal { try store.addPatient("Other", id: record.id) }?.code == .recordExists)
    #expect(try store.patient(record.id) == record)
  }

  @Test func `a removed record is gone with its card, its look-ups and its objects`() throws {
    let patient = try store.addPatient("Ada")
    let documents = try store.putDocuments([[1], [2]], of: patient.id).value
    _ = try store.write { tx throws(Failure) in
      try tx.remove(documents[0], action: .remove)
      try tx.remove(patient, action: .remove)
    }
    #expect(try store.patient(patient.id) == nil)
    #expect(try store.cards() == [:])
    #expect(try store.find("MRN-Ada") == [])
    #expect(try test.objectFiles().count == 1 && test.leftovers() == [])
    #expect(try store.content(of: documents[1].id) == [2])
    #expect(try test.finding() == nil)
  }

  @Test func `a removed id can be used again`() throws {
    let first = try store.addPatient("Ada")
    _ = try store.write { tx throws(Failure) in try tx.remove(first, action: .remove) }
    let second = try store.addPatient("Ada", id: first.id)
    #expect(second.version == 1 && second.serial > first.serial)
    #expect(try test.finding() == nil)
  }

  @Test func `a transaction that throws leaves nothing behind`() throws {
    let record = try store.addPatient("Ada")
    let failure = refusal {
      try store.write { tx throws(Failure) in
        try tx.update(record, action: .edit)
        try tx.insert(Record(.patient, id: "P-2", content: []), action: .add)
        throw Failure(.valueInvalid, "changed my mind")
      }
    }
    #expect(failure?.code == .valueInvalid)
    #expect(try store.patient(record.id) == record)
    #expect(try store.patient("P-2") == nil)
    #expect(try test.finding() == nil)
  }

  @Test func `records are listed in the order of their coming, by parent and state, in pages`() throws {
    let names = (0..<7).map { "P-\($0 * 5 % 7)" }
    for (number, id) in names.enumerated() {
      _ = try store.write { tx throws(Failure) in
        let state = number % 2 == 0 ? "even" : "odd"
        try tx.insert(
          Record(.transfer, id: id, parent: number < 3 ? "A" : "B", state: state, content: []), action: .add)
      }
    }
    func list(_ parent: String? = nil, _ state: String? = nil, after: Int64 = 0, limit: Int = 10) throws
      -> [String]
    {
      try store.look { view throws(Failure) in
        try view.records(.transfer, parent: parent, state: state, after: after, limit: limit).map(\.id)
      }
    }
    #expect(try list() == names)
    #expect(try list("A") == Array(names[..<3]))
    #expect(try list(nil, "odd") == [names[1], names[3], names[5]])
    #expect(try list("B", "even") == [names[4], names[6]])
    let first = try store.look { view throws(Failure) in try view.headers(.transfer, limit: 3) }
    #expect(first.map(\.id) == Array(names[..<3]))
    #expect(try list(after: try #require(first.last).serial, limit: 2) == Array(names[3..<5]))
    let counts = try store.look { view throws(Failure) in
      try [
        view.count(.transfer), view.count(.transfer, parent: "A"), view.count(.transfer, state: "odd"),
        view.count(.patient),
      ]
    }
    #expect(counts == [7, 3, 3, 0])
  }

  @Test func `what is due is found, the longest due first`() throws {
    for (id, due) in [("T-1", 300), ("T-2", 100), ("T-3", nil), ("T-4", 200)] as [(String, Int64?)] {
      _ = try store.write { tx throws(Failure) in
        try tx.insert(
          Record(.transfer, id: id, due: due.map(Timestamp.init(milliseconds:)), content: []), action: .add)
      }
    }
    let due = try store.look { view throws(Failure) in
      try view.due(.transfer, at: Timestamp(milliseconds: 200))
    }
    #expect(due.map(\.id) == ["T-2", "T-4"])
  }

  @Test func `search cards are scanned in the order of their coming and can be changed`() throws {
    let ids = try ["Ada", "Grace", String(repeating: "x", count: RecordIndex.maximumCardLength)].map { name in
      try store.write { tx throws(Failure) in
        try tx.insert(
          Record(.patient, id: PatientID.random().text, content: []),
          index: RecordIndex(card: .init(text: name)),
          action: .add)
      }.value
    }
    #expect(try store.cards()[ids[1].id] == "Grace" && store.cards().count == 3)
    _ = try store.write { tx throws(Failure) in
      try tx.update(ids[0], index: RecordIndex(card: .init(text: "Augusta")), action: .edit)
      try tx.update(ids[1], index: RecordIndex(), action: .edit)
    }
    #expect(try store.cards()[ids[0].id] == "Augusta" && store.cards()[ids[1].id] == nil)
    var first: [String] = []
    try store.read(.find) { view throws(Failure) in
      try view.scanCards(.patient) { id, _ throws(Failure) in
        first.append(id())
        return false
      }
    }
    #expect(first == [ids[0].id])
    #expect(try test.finding() == nil)
  }

  @Test func `every sealed card is 128 bytes long, whatever the name`() throws {
    for name in ["A", "Grace", String(repeating: "x", count: RecordIndex.maximumCardLength)] {
      try store.addPatient(name)
    }
    let lengths = try test.rows("cards", ["sealed"]).map { row -> Int in
      if case .blob(let bytes)? = row["sealed"] { bytes.count } else { 0 }
    }
    #expect(lengths == [128, 128, 128])
  }

  @Test func `look-ups find all records that share a value, and only in their kind`() throws {
    let records = try (0..<3).map { number in
      try store.write { tx throws(Failure) in
        try tx.insert(
          Record(number == 2 ? .document : .patient, id: "X-\(number)", content: []),
          index: RecordIndex(lookups: [
            Lookup(.mrn, "77"), Lookup(.mrn, "77"), Lookup(.email, "own\(number)"),
          ]), action: .add)
      }.value
    }
    #expect(try store.find("77") == ["X-0", "X-1"])
    #expect(try store.find("own1", .email) == ["X-1"])
    // Equal values of two kinds are two values.
    #expect(try store.find("77", .email) == [])
    _ = try store.write { tx throws(Failure) in
      try tx.update(records[0], index: RecordIndex(lookups: [Lookup(.mrn, "78")]), action: .edit)
      try tx.update(records[1], action: .edit)
    }
    #expect(try store.find("77") == ["X-1"])
    #expect(try store.find("78") == ["X-0"])
  }

  @Test func `equal look-ups and equal contents look unlike in two stores`() throws {
    let other = try TestStore(sharing: test.identity)
    try other.create().addPatient("Ada", id: "P-1")
    try store.addPatient("Ada", id: "P-1")
    for (table, column) in [("lookups", "digest"), ("cards", "sealed"), ("records", "sealed")] {
      #expect(try test.rows(table, [column]) != other.rows(table, [column]), "\(table)")
    }
  }

  @Test func `what stands in clear must be a plain word`() throws {
    let records = [
      Record(.patient, id: "Ada Example", content: []), Record(.patient, id: "", content: []),
      Record(.patient, id: "P-1", parent: "Ada Example", content: []),
      Record(.patient, id: "P-1", state: "Ada Example", content: []),
    ]
    for record in records {
      #expect(
        refusal { try store.write { tx throws(Failure) in try tx.insert(record, action: .add) } }?.code
          == .internalError)
    }
    let missing = refusal {
      try store.read(.show) { view throws(Failure) in try view.required(.patient, "Ada Example") }
    }
    #expect(missing?.code == .recordMissing && missing?.message.contains("Ada") == false)
  }

  @Test func `a record of 1 MiB is taken and a larger one is refused by name`() throws {
    func insert(_ count: Int) throws {
      _ = try store.write { tx throws(Failure) in
        try tx.insert(
          Record(.patient, id: "P-\(count)", content: [UInt8](repeating: 1, count: count)), action: .add)
      }
    }
    try insert(Record.maximumContentLength)
    #expect(refusal { try insert(Record.maximumContentLength + 1) }?.code == .recordTooLarge)
  }
}

extension Store {
  /// All cards of patients, by id.
  func cards() throws -> [String: String] {
    var cards: [String: String] = [:]
    try read(.find) { view throws(Failure) in
      try view.scanCards(.patient) { id, card throws(Failure) in
        cards[id()] = unsafe card.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
        return true
      }
    }
    return cards
  }

  func find(_ value: String, _ kind: LookupKind = .mrn) throws -> [String] {
    try look { view throws(Failure) in try view.lookUp(Lookup(kind, value), in: .patient) }
  }
}
