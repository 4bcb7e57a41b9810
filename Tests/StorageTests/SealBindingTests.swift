import AgeFormat
import Keys
import Platform
import Records
import TestSupport
import Testing

@testable import Storage

/// What is sealed is sealed to its place: under one and the same key, nothing passes for another.
///
/// Other guards stand behind this one (each epoch and kind has a key of its own, and the events
/// know what was sealed), so it is looked at by itself.
struct SealBindingTests {
  private static let store = StoreID.random()
  private static let record = RecordRow(
    kind: "patient", id: "P-1", serial: 4, version: 2, epoch: 1, parent: "P-0", state: "active", due: 5,
    createdAt: 6, updatedAt: 7, indexHash: [8], sealed: [])

  static let recordChanges: [(String, @Sendable (inout RecordRow) -> Void)] = [
    ("kind", { $0.kind = "document" }), ("id", { $0.id = "P-2" }), ("serial", { $0.serial = 5 }),
    ("version", { $0.version = 1 }), ("epoch", { $0.epoch = 2 }), ("parent", { $0.parent = nil }),
    ("state", { $0.state = "" }), ("due", { $0.due = nil }), ("created", { $0.createdAt = 7 }),
    ("updated", { $0.updatedAt = 6 }),
  ]

  @Test(arguments: recordChanges.map(\.0))
  func `a record sealed with one value of a column does not open with another`(_ column: String) throws {
    let sealer = try Sealer(SealingKey.random())
    let sealed = try sealer.seal([1, 2, 3], context: RecordSeal.context(Self.record, Self.store))
    #expect(
      try sealer.open(sealed, context: RecordSeal.context(Self.record, Self.store), "a record") == [1, 2, 3])
    var moved = Self.record
    for (name, change) in Self.recordChanges where name == column { change(&moved) }
    let failure = refusal {
      try sealer.open(sealed, context: RecordSeal.context(moved, Self.store), "a record")
    }
    #expect(failure?.code == .recordAltered)
    // The event's hash tells the two apart, too.
    #expect(RecordSeal.hash(moved, Self.store).bytes != RecordSeal.hash(Self.record, Self.store).bytes)
    let elsewhere = RecordSeal.context(Self.record, StoreID.random())
    #expect(refusal { try sealer.open(sealed, context: elsewhere, "a record") }?.code == .recordAltered)
  }

  @Test func `cards, labels, objects and details are sealed to their epoch, too`() {
    let member = MemberID.random()
    #expect(
      RecordSeal.cardContext("patient", Self.store, 1) != RecordSeal.cardContext("patient", Self.store, 2))
    #expect(
      RecordSeal.labelContext(member, Self.store, 1).bytes
        != RecordSeal.labelContext(member, Self.store, 2).bytes)
    let object = ObjectRow(object: "O-1", kind: "document", id: "D-1", name: "", epoch: 1, sealed: [])
    var later = object
    later.epoch = 2
    #expect(
      RecordSeal.objectContext(object, Self.store).bytes != RecordSeal.objectContext(later, Self.store).bytes)
  }

  /// A store whose second member was removed, the keys that this one held, and a folder.
  private func afterRemoval() throws -> (TestStore, EpochKeys, Record) {
    let second = Identity.generate(at: Timestamp(milliseconds: 0))
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let member = try store.addMember(
      recipient: second.ageRecipient, signer: second.signing.publicKey, role: .user, label: "Second"
    ).value
    let patient = try store.addPatient("Ada Example")
    let held = try test.open(as: second).keys.current
    _ = try store.removeMember(member.id)
    return (test, held, patient)
  }

  @Test func `what a removed member seals with the keys that it held is refused`() throws {
    let (test, held, patient) = try afterRemoval()
    let columns = ["serial", "version", "created_at", "updated_at"]
    let found = try #require(
      try test.rows("records", ["id", "index_hash"] + columns).first { $0["id"] == .text(patient.id) })
    let numbers = columns.compactMap { column -> Int64? in
      if case .integer(let number)? = found[column] { number } else { nil }
    }
    guard case .blob(let indexHash)? = found["index_hash"], numbers.count == 4 else {
      return #expect(Bool(false), "the row is not as it was")
    }
    var row = RecordRow(
      kind: "patient", id: patient.id, serial: numbers[0], version: numbers[1], epoch: held.epoch,
      parent: nil, state: "active", due: nil, createdAt: numbers[2], updatedAt: numbers[3],
      indexHash: indexHash, sealed: [])
    row.sealed = try held.records("patient").seal(
      .init(text: "{\"name\":\"Mallory\"}"), context: RecordSeal.context(row, try test.open().id))
    try test.alter(
      "UPDATE records SET epoch = ?, sealed = ? WHERE id = ?",
      [.integer(row.epoch), .blob(row.sealed), .text(patient.id)])
    #expect(refusal { try test.open().patient(patient.id) }?.code == .recordAltered)
    #expect(try test.finding() == .recordAltered)
  }

  @Test(arguments: ["records", "cards"])
  func `a row that is moved to the epoch before is refused`(_ table: String) throws {
    let (test, held, patient) = try afterRemoval()
    #expect(try test.finding() == nil)
    try test.alter(
      "UPDATE \(table) SET epoch = ? WHERE id = ?", [.integer(held.epoch), .text(patient.id)])
    #expect(try test.finding() == .recordAltered)
  }
}
