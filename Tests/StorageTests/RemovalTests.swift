import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// Who is removed opens nothing that is sealed from then on, and what was done stays told.
struct RemovalTests {
  private let leaver = Identity.generate(at: Timestamp(milliseconds: 0))
  private let stays = Identity.generate(at: Timestamp(milliseconds: 0))
  private let recovery = Identity.generate(at: Timestamp(milliseconds: 0))

  /// A store with a founder, two members, a recovery recipient, a folder with a document, a
  /// message, and something that the leaver did.
  private func shared() throws -> (TestStore, Record, document: Record) {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    for (identity, label) in [(leaver, "Leo Leaver"), (stays, "Sam Stays")] {
      _ = try store.addMember(
        recipient: identity.ageRecipient, signer: identity.signing.publicKey, role: .staff, label: label)
    }
    _ = try store.addRecoveryRecipient(recovery.ageRecipient)
    let patient = try test.open(as: leaver).addPatient("Ada Example")
    let document = try store.putDocuments([[1, 2, 3]], of: patient.id).value[0]
    _ = try store.write { tx throws(Failure) in
      try tx.queue(Delivery(channel: "mail", parent: patient.id, payload: ["to": "ada@example.org"]))
    }
    return (test, patient, document)
  }

  private func id(of identity: Identity, in store: Store) throws -> MemberID {
    try #require(try store.members().first { $0.isActive && $0.recipient == identity.recipient }?.id)
  }

  @discardableResult
  private func remove(_ identity: Identity, from test: TestStore, by other: Identity? = nil) throws
    -> Committed<MemberRemoval>
  {
    let store = try test.open(as: other)
    return try store.removeMember(try id(of: identity, in: store))
  }

  @Test func `those who remain find everything as it was, and the chain holds`() throws {
    let (test, patient, document) = try shared()
    let before = try test.open().verify().events
    let removal = try remove(leaver, from: test)
    #expect(removal.value.epoch == 2 && removal.value.records == 3 && removal.value.oldObjects == 1)
    #expect(!removal.value.member.isActive && removal.value.member.label == "Leo Leaver")
    #expect(removal.head.seq == before + 4)
    for identity in [test.identity, stays, recovery] {
      let store = try test.open(as: identity)
      #expect(try store.patient(patient.id) == patient)
      #expect(try store.content(of: document.id) == [1, 2, 3])
      let found = try store.look { view throws(Failure) in
        try view.lookUp(Lookup(.mrn, "MRN-Ada Example"), in: .patient)
      }
      #expect(found == [patient.id])
      #expect(try store.verify(objects: .content).problem == nil)
      #expect(store.headProblem == nil)
    }
    let labels = try test.open().members().map { "\($0.label) \($0.isActive)" }
    #expect(labels.sorted() == [" true", "Dr. Founder true", "Leo Leaver false", "Sam Stays true"])
  }

  @Test func `cards, deliveries and new documents work in the new epoch`() throws {
    let (test, patient, _) = try shared()
    try remove(leaver, from: test)
    let store = try test.open()
    let cards = try store.read(.find) { view throws(Failure) in
      var cards: [String] = []
      try view.scanCards(.patient) { id, card throws(Failure) in
        let text = unsafe card.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
        cards.append("\(id()) \(text)")
        return true
      }
      return cards
    }
    #expect(cards == ["\(patient.id) Ada Example"])
    #expect(try store.claimDueDeliveries().first?.payload["to"] == "ada@example.org")
    let later = try store.putDocuments([[4, 5]], of: patient.id).value[0]
    #expect(try test.open(as: stays).content(of: later.id) == [4, 5])
    #expect(try test.finding() == nil)
  }

  @Test func `who was removed is refused (78), and the hint names verbs that there are`() throws {
    let (test, _, _) = try shared()
    try remove(leaver, from: test)
    let failure = refusal { try test.open(as: leaver) }
    #expect(failure?.code == .notAMember && failure?.code.exit == .configuration)
    #expect(failure?.message.contains("removed") == true)
    #expect(failure?.hint?.contains("so-sod keygen") == true)
    #expect(failure?.hint?.contains("so-patient staff add --role") == true)
  }

  @Test func `the old store key opens no row of the new epoch, and the leaver's wraps are gone`() throws {
    let (test, patient, _) = try shared()
    let store = try test.open(as: leaver)
    let old = store.keys
    let member = store.member.id
    try remove(leaver, from: test)
    let backend = try SQLiteBackend(opening: test.database)
    #expect(try backend.wraps().allSatisfy { $0.member != member.text })
    #expect(try backend.wraps().count == 6)
    // The leaver tries the key that it kept on every row, as if each were of its epoch.
    var tried = 0
    var next = try backend.nextRecord(after: 0)
    while let row = next {
      #expect(row.epoch == 2)
      let sealer = try old.current.records(row.kind)
      for context in [row, Self.asOld(row)].map({ RecordSeal.context($0, store.id) }) {
        #expect(refusal { try sealer.open(row.sealed, context: context, "it") }?.code == .recordAltered)
      }
      for object in try backend.objects(of: row.kind, row.id) {
        #expect(object.epoch == 2)
        #expect(
          refusal {
            try old.current.objectFacts().open(
              object.sealed, context: RecordSeal.objectContext(object, store.id), "it")
          } != nil)
      }
      tried += 1
      next = try backend.nextRecord(after: row.serial)
    }
    #expect(tried == 3)
    let card = try #require(try backend.card("patient", patient.serial))
    #expect(card.epoch == 2)
    var content = [UInt8](repeating: 0, count: CardScanner.length)
    for epoch in [Int64(1), 2] {
      let context = RecordSeal.cardContext("patient", store.id, epoch) + Array(patient.id.utf8)
      let isOpen = try unsafe old.current.cards("patient").open(
        card.sealed.span.bytes, context: context.span.bytes, into: &content)
      #expect(!isOpen)
    }
    // It cannot even ask whether somebody is there.
    #expect(try backend.find("mrn", old.lookup("mrn", .init(text: "MRN-Ada Example")), in: "patient").isEmpty)
    for row in try backend.members() {
      #expect(row.epoch == 2)
      let context = RecordSeal.labelContext(try #require(MemberID(row.id)), store.id, 2)
      #expect(refusal { try old.current.memberLabels().open(row.label, context: context, "it") } != nil)
    }
  }

  private static func asOld(_ row: RecordRow) -> RecordRow {
    var row = row
    row.epoch = 1
    return row
  }

  @Test func `nothing sealed before is left in the database's files`() throws {
    let (test, _, _) = try shared()
    // Somebody has the store open all the time, so that its log stays.
    let other = try test.open(as: stays)
    let records = try test.rows("records", ["sealed"]) + test.rows("cards", ["sealed"])
    let member = try id(of: leaver, in: test.open()).text
    let wraps = try test.rows("wraps", ["member", "wrapped"]).filter { $0["member"] == .text(member) }
    #expect(wraps.count == 1)
    try remove(leaver, from: test)
    var bytes: [UInt8] = []
    for name in ["store.db", "store.db-wal"] {
      let file = test.path.appending(name)
      if try FileStatus(at: file) != nil { bytes += try TemporaryFolder.bytes(file) }
    }
    for row in records + wraps {
      for case .blob(let blob) in row.values { #expect(!Self.contains(bytes, blob.suffix(32))) }
    }
    withExtendedLifetime(other) {}
  }

  private static func contains(_ bytes: [UInt8], _ part: ArraySlice<UInt8>) -> Bool {
    bytes.firstRange(of: part) != nil
  }

  @Test func `a member that has the store open is shut out by the removal`() throws {
    let (test, patient, _) = try shared()
    let store = try test.open(as: leaver)
    #expect(try store.patient(patient.id) != nil)
    try remove(leaver, from: test)
    #expect(refusal { try store.addPatient("Too late") }?.code == .notAMember)
    #expect(refusal { try store.patient(patient.id) }?.code == .notAMember)
    #expect(
      refusal { try store.look { view throws(Failure) in try view.headers(.patient) } }?.code == .notAMember)
    #expect(refusal { try store.beginGroup() }?.code == .notAMember)
    #expect(try test.finding() == nil)
  }

  @Test func `an event signed by who was removed is found as forged, and the ones before it count`() throws {
    let (test, _, _) = try shared()
    let member = try id(of: leaver, in: test.open())
    try remove(leaver, from: test)
    let backend = try SQLiteBackend(opening: test.database)
    let last = try #require(try backend.lastEvent())
    var event = EventRow(
      seq: last.seq + 1, time: last.time, actor: member.text, epoch: 1, action: "patient.show",
      subjectKind: nil, subjectID: nil, effect: .none, statement: nil, details: nil, hash: [], signature: [])
    let line = EventLine(event, store: try test.open().id, previous: last.hash)
    event.hash = line.hash
    event.signature = try leaver.signing.sign(line.bytes)
    try backend.insert(event)
    let problem = try test.open().verify().problem
    #expect(problem?.code == .auditForged && problem?.seq == event.seq)
  }

  @Test func `a process that opened the store before goes on with the new keys`() throws {
    let (test, _, _) = try shared()
    let reader = try test.open(as: stays)
    let writer = try test.open()
    try remove(leaver, from: test)
    let patient = try writer.addPatient("Grace Sample")
    #expect(writer.keys.current.epoch == 2)
    let row = try #require(try SQLiteBackend(opening: test.database).record("patient", patient.id))
    #expect(row.epoch == 2)
    #expect(try reader.patient(patient.id) == patient)
    #expect(try reader.members().filter(\.isActive).count == 3)
    #expect(try reader.verify(objects: .content).problem == nil)
  }

  @Test func `documents staged before are not committed after (75), and nothing of them is left`() throws {
    let (test, patient, _) = try shared()
    let store = try test.open()
    let group = try store.beginGroup()
    let object = try group.stage(MemorySource([7]))
    try remove(leaver, from: test)
    let put = { () throws(Failure) in
      try store.commit(group) { tx throws(Failure) in
        try tx.insert(
          Record(.document, id: DocumentID.random().text, parent: patient.id, content: [1]),
          attaching: [Attachment("original", object)], action: .put)
      }
    }
    let failure = refusal(put)
    #expect(failure?.code == .storeRekeyed && failure?.code.exit == .tryAgain && failure?.hint != nil)
    #expect(try test.objectFiles().count == 1 && test.leftovers() == [])
    _ = try store.putDocuments([[7]], of: patient.id)
    #expect(try test.finding() == nil)
  }

  @Test func `the last owner stays, whoever asks`() throws {
    let (test, _, _) = try shared()
    for identity in [test.identity, recovery] {
      let failure = refusal { try remove(test.identity, from: test, by: identity) }
      #expect(failure?.code == .lastOwner && failure?.code.exit == .dataError)
    }
    #expect(try test.open().keys.current.epoch == 1)
    #expect(try test.finding() == nil)
  }

  @Test func `an owner leaves when there is another one`() throws {
    let (test, patient, _) = try shared()
    let next = Identity.generate(at: Timestamp(milliseconds: 0))
    _ = try test.open().addMember(
      recipient: next.ageRecipient, signer: next.signing.publicKey, role: .owner, label: "Next")
    try remove(test.identity, from: test)
    #expect(refusal { try test.open() }?.code == .notAMember)
    let store = try test.open(as: next)
    #expect(try store.patient(patient.id) != nil)
    #expect(try store.verify(objects: .content).problem == nil)
  }

  @Test func `only an owner and the recovery member remove members (77)`() throws {
    let (test, _, _) = try shared()
    let failure = refusal { try remove(leaver, from: test, by: stays) }
    #expect(failure?.code == .roleForbids && failure?.code.exit == .noPermission)
    try remove(leaver, from: test, by: recovery)
    #expect(try test.finding() == nil)
  }

  @Test func `a member that is not there, or was removed already, is told (66)`() throws {
    let (test, _, _) = try shared()
    let store = try test.open()
    let member = try id(of: leaver, in: store)
    #expect(refusal { try store.removeMember(MemberID.random()) }?.code == .memberMissing)
    _ = try store.removeMember(member)
    let failure = refusal { try store.removeMember(member) }
    #expect(failure?.code == .memberMissing && failure?.code.exit == .noInput)
    #expect(try store.keys.current.epoch == 2 && store.verify().problem == nil)
  }

  @Test func `who comes back is another member, reads everything, and its past stays the old one's`() throws {
    let (test, patient, document) = try shared()
    let first = try id(of: leaver, in: test.open())
    try remove(leaver, from: test)
    let second = try test.open().addMember(
      recipient: leaver.ageRecipient, signer: leaver.signing.publicKey, role: .staff, label: "Leo again"
    ).value.id
    #expect(second != first)
    let store = try test.open(as: leaver)
    #expect(store.member.id == second)
    #expect(try store.patient(patient.id) != nil)
    #expect(try store.content(of: document.id) == [1, 2, 3])
    let events = try store.look { view throws(Failure) in try view.events() }
    #expect(events.filter { $0.action == .add }.map(\.actor) == [first])
    #expect(events.last?.actor == second)
    #expect(try store.verify(objects: .content).problem == nil)
    // And out again, with a third key.
    try remove(leaver, from: test)
    #expect(refusal { try test.open(as: leaver) }?.code == .notAMember)
    #expect(try test.open().content(of: document.id) == [1, 2, 3])
    #expect(
      try test.open().look { view throws(Failure) in
        try view.lookUp(Lookup(.mrn, "MRN-Ada Example"), in: .patient)
      } == [patient.id])
    #expect(try test.finding() == nil)
  }

  @Test func `the recovery identity names its key after an epoch began`() throws {
    let (test, patient, _) = try shared()
    try remove(leaver, from: test)
    let store = try test.open(as: recovery)
    #expect(store.member.signer == recovery.signing.publicKey)
    #expect(try store.patient(patient.id) != nil)
    #expect(try test.finding() == nil)
  }

  @Test(arguments: ["card", "record", "lookups"])
  func `a row that was changed behind the store's back is not sealed anew`(table: String) throws {
    let (test, _, _) = try shared()
    switch table {
    case "card": try test.alter("UPDATE cards SET sealed = zeroblob(128)")
    case "record": try test.alter("UPDATE records SET state = 'other' WHERE kind = 'patient'")
    default: try test.alter("UPDATE lookups SET digest = zeroblob(32)")
    }
    #expect(refusal { try remove(leaver, from: test) }?.code == .recordAltered)
    let store = try test.open()
    #expect(store.keys.current.epoch == 1)
    #expect(try store.members().filter(\.isActive).count == 4)
  }

  @Test func `a record put back to an older state, whole as it was, is not sealed anew`() throws {
    let (test, patient, _) = try shared()
    let columns = ["version", "updated_at", "index_hash", "sealed"]
    let old = try #require(
      try test.rows("records", ["id"] + columns).first { $0["id"] == .text(patient.id) })
    _ = try test.open().write { tx throws(Failure) in try tx.update(patient, action: .edit) }
    try test.alter(
      "UPDATE records SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?",
      columns.compactMap { old[$0] } + [.text(patient.id)])
    #expect(refusal { try remove(leaver, from: test) }?.code == .recordAltered)
    #expect(try test.open().keys.current.epoch == 1)
  }

  @Test func `the memory of a removal that failed is that from before`() throws {
    let (test, _, _) = try shared()
    let store = try test.open()
    try test.alter("UPDATE cards SET sealed = zeroblob(128)")
    let member = try id(of: leaver, in: store)
    #expect(refusal { try store.removeMember(member) } != nil)
    #expect(store.keys.current.epoch == 1)
    let patient = try store.addPatient("Grace Sample")
    let row = try #require(try SQLiteBackend(opening: test.database).record("patient", patient.id))
    #expect(row.epoch == 1)
  }

  @Test func `progress is told for each record`() throws {
    let (test, _, _) = try shared()
    let store = try test.open()
    var told: [Int64] = []
    _ = try store.removeMember(try id(of: leaver, in: store)) { done, total in
      told.append(done)
      #expect(total == 3)
    }
    #expect(told == [1, 2, 3])
  }
}
