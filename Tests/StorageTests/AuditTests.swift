import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// `audit --verify` (R176): what was done stays as it was written down.
struct AuditTests {
  /// A store with ten events and more.
  private func filled() throws -> TestStore {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    for number in 0..<4 {
      let patient = try store.addPatient("Patient \(number)")
      _ = try store.patient(patient.id)
    }
    try store.putDocuments([[1], [2]], of: "P-1")
    return test
  }

  @Test func `events tell who did what, when, to what, with sealed details`() throws {
    let test = try TestStore(inMemory: true)
    let store = try Store.create(
      at: test.path, founder: test.identity, heads: test.heads,
      time: FixedTimeSource(Timestamp(milliseconds: 1_795_498_054_123)))
    let patient = try store.addPatient("Ada")
    let events = try store.look { view throws(Failure) in
      try view.events(EventFilter(subject: Subject(.patient, patient.id)))
    }
    let event = try #require(events.first)
    #expect(events.count == 1 && event.seq == 2 && event.actor == store.member.id && event.action == .add)
    #expect(event.time.rfc3339 == "2026-11-24T05:27:34.123Z" && event.details?["by"] == "Ada")
  }

  @Test func `filters choose events by actor, action, time and place`() throws {
    let test = try filled()
    let store = try test.open()
    defer { withExtendedLifetime(test) {} }
    func count(_ filter: EventFilter, after seq: Int64 = 0, limit: Int = 500) throws -> Int {
      try store.look { view throws(Failure) in try view.events(filter, after: seq, limit: limit).count }
    }
    #expect(try count(EventFilter()) == 11)
    #expect(try count(EventFilter(action: .show)) == 4)
    #expect(try count(EventFilter(actor: store.member.id)) == 11)
    #expect(try count(EventFilter(actor: MemberID.random())) == 0)
    #expect(try count(EventFilter(until: Timestamp(milliseconds: 0))) == 0)
    #expect(try count(EventFilter(since: Timestamp(milliseconds: 0))) == 11)
    #expect(try count(EventFilter(), after: 9) == 2)
    #expect(try count(EventFilter(), limit: 3) == 3)
  }

  @Test func `an edited event is found`() throws {
    let test = try filled()
    try test.alter("UPDATE events SET action = 'patient.find' WHERE seq = 3")
    #expect(try test.problem()?.seq == 3)
    #expect(try test.finding() == .auditAltered)
  }

  @Test func `a removed event is found`() throws {
    let test = try filled()
    try test.alter("DELETE FROM events WHERE seq = 5")
    #expect(try test.problem()?.seq == 5)
    #expect(try test.finding() == .auditGap)
  }

  @Test func `two events that changed places are found`() throws {
    let test = try filled()
    try test.alter("UPDATE events SET seq = 1000 WHERE seq = 3")
    try test.alter("UPDATE events SET seq = 3 WHERE seq = 5")
    try test.alter("UPDATE events SET seq = 5 WHERE seq = 1000")
    #expect(try test.finding() == .auditAltered)
  }

  @Test func `an edited event with all hashes computed anew is found as forged`() throws {
    let test = try filled()
    try test.alter("UPDATE events SET action = 'patient.find' WHERE seq = 3")
    try test.rechain()
    #expect(try test.problem()?.seq == 3)
    #expect(try test.finding() == .auditForged)
  }

  @Test func `a removed event with the others renumbered is found as forged`() throws {
    let test = try filled()
    try test.alter("DELETE FROM events WHERE seq = 5")
    for seq in 6...11 { try test.alter("UPDATE events SET seq = \(seq - 1) WHERE seq = \(seq)") }
    try test.rechain()
    #expect(try test.finding() == .auditForged)
  }

  @Test func `an event signed with another key is found as forged`() throws {
    let test = try filled()
    try test.rechain(signingFrom: 4, with: Ed25519PrivateKey.random())
    #expect(try test.problem()?.seq == 4)
    #expect(try test.finding() == .auditForged)
  }

  @Test func `a member cannot sign for another, nor rewrite what was done before`() throws {
    let test = try filled()
    let insider = Identity.generate(at: Timestamp(milliseconds: 0))
    let store = try test.open()
    let member = try store.addMember(
      recipient: insider.ageRecipient, signer: insider.signing.publicKey, role: .staff, label: "Insider"
    ).value
    try store.addPatient("Later")
    let forged = try test.copy()
    try forged.rechain(signingFrom: 13, with: insider.signing)
    #expect(try forged.finding() == .auditForged)
    // In its own name it can, but then the founder remembers another event under the number.
    let rewritten = try test.copy()
    try rewritten.alter("UPDATE events SET actor = '\(member.id)' WHERE seq = 13")
    try rewritten.rechain(signingFrom: 13, with: insider.signing)
    #expect(try rewritten.finding() == .auditCut)
  }

  @Test func `a member cannot exchange an event of its own for another one`() throws {
    let test = try filled()
    let insider = Identity.generate(at: Timestamp(milliseconds: 0))
    let store = try test.open()
    _ = try store.addMember(
      recipient: insider.ageRecipient, signer: insider.signing.publicKey, role: .staff, label: "Insider")
    let patient = try store.addPatient("Ada")
    _ = try test.open(as: insider).patient(patient.id)
    try store.addPatient("Later")
    let backend = try SQLiteBackend(opening: test.database)
    let seq = try #require(try backend.lastEvent()).seq - 1
    var event = try #require(try backend.event(seq))
    #expect(event.action == "patient.show")
    event.action = "patient.find"
    let line = EventLine(event, store: store.id, previous: try #require(try backend.event(seq - 1)).hash)
    try backend.database.run(
      "UPDATE events SET action = ?, hash = ?, signature = ? WHERE seq = ?",
      [
        .text(event.action), .blob(line.hash), .blob(try insider.signing.sign(line.bytes)), .integer(seq),
      ])
    let problem = try test.problem()
    #expect(problem?.code == .auditAltered && problem?.seq == seq + 1)
  }

  @Test func `an event by somebody who is no member is found`() throws {
    let test = try filled()
    let stranger = Ed25519PrivateKey.random()
    try test.alter("UPDATE events SET actor = '\(MemberID.random())' WHERE seq = 11")
    try test.rechain(signingFrom: 11, with: stranger)
    #expect(try test.finding() == .auditForged)
  }

  @Test func `cut events are found through the head outside of the store`() throws {
    let test = try filled()
    try test.alter("DELETE FROM events WHERE seq > 9")
    try test.alter("DELETE FROM objects")
    try test.alter("DELETE FROM records WHERE kind = 'document'")
    #expect(try test.finding() == .auditCut)
    // The stated limit: what is left fits together, and without the memory nothing is missed.
    _ = try StockProgram("rm").run(["-r", test.heads.string])
    #expect(try test.finding(objects: .none) == nil)
    // Unless the objects were forgotten.
    #expect(try test.finding() == .objectStray)
  }

  @Test func `a store set back as a whole is found, also after it went on`() throws {
    let test = try filled()
    let before = try test.copy()
    try test.open().addPatient("Forgotten")
    let path = test.path.string
    _ = try StockProgram("rm").run(["-r", path])
    _ = try StockProgram("cp").run(["-a", before.path.string, path])
    #expect(try test.finding() == .auditCut)
    let store = try test.open()
    #expect(store.headProblem?.code == .auditCut)
    // Going on must not wipe the traces, however many events follow.
    for number in 0..<3 { try store.addPatient("New \(number)") }
    #expect(store.headProblem?.code == .auditCut)
    #expect(try test.finding() == .auditCut)
  }

  @Test func `a store exchanged for another under its id is refused`() throws {
    let test = try filled()
    let other = try TestStore(sharing: test.identity)
    let id = try other.create().id
    let file = try FileSystem.names(in: test.heads).map(\.string).first { !$0.hasSuffix(".lock") }
    let name = try #require(file)
    let text = String(decoding: try TemporaryFolder.bytes(test.heads.appending(name)), as: UTF8.self)
    // What the member remembers of its store, under the id of the other one.
    let otherMember = try other.open().member.id
    let renamed = text.replacing(try test.open().id.text, with: id.text)
      .replacing(try test.open().member.id.text, with: otherMember.text)
    try other.change(other.heads.appending("\(id)-\(otherMember)")) { $0 = .init(text: renamed) }
    #expect(try other.finding() == .storeReplaced)
  }

  @Test func `a crash between commit and head is no false alarm`() throws {
    let test = try filled()
    let head = test.heads.appending("\(try test.open().id)-\(try test.open().member.id)")
    let before = try TemporaryFolder.bytes(head)
    try test.open().addPatient("Committed")
    try test.change(head) { $0 = before }
    #expect(try test.finding() == nil)
    let store = try test.open()
    #expect(store.headProblem == nil)
    try store.addPatient("Next")
    #expect(store.headProblem == nil)
    #expect(try TemporaryFolder.bytes(head) != before)
  }

  @Test func `the head outside never goes back`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let file = HeadFile(in: test.heads, store: store.id, member: store.member.id)
    let high = EventHead(seq: 100, hash: SHA256.digest(of: [1]))
    try file.advance(to: HeadFile.Content(origin: store.origin, head: high))
    let low = EventHead(seq: 50, hash: SHA256.digest(of: [2]))
    try file.advance(to: HeadFile.Content(origin: store.origin, head: low))
    #expect(try file.load()?.head == high)
  }

  @Test func `a head that cannot be remembered is told and does not undo the work`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    _ = try StockProgram("rm").run(["-r", test.heads.string])
    try test.folder.file("heads", .init(text: "in the way"))
    let patient = try store.addPatient("Ada")
    #expect([.alreadyExists, .noSuchFile].contains(store.headProblem?.code))
    #expect(try store.look { view throws(Failure) in try view.header(.patient, patient.id) } != nil)
  }

  @Test func `receipts bear the head after their commit`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let put = try store.putDocuments([[1], [2], [3]], of: "P-1")
    #expect(put.events == 2..<5 && put.head.seq == 4)
    let report = try store.verify()
    #expect(report.head == put.head && report.events == 4 && report.records == 3)
    #expect(try HeadFile(in: test.heads, store: store.id, member: store.member.id).load()?.head == put.head)
  }
}

extension TestStore {
  func problem() throws -> AuditProblem? { try open().verify().problem }

  /// Computes all hashes anew, as somebody can who knows the format; with a key, from one
  /// event on, the signatures as well.
  func rechain(signingFrom first: Int64 = .max, with key: Ed25519PrivateKey? = nil) throws {
    let backend = try SQLiteBackend(opening: database)
    let id = try #require(StoreID(try backend.store().id))
    var previous = EventLine.beginning
    var rows: [EventRow] = []
    try backend.forEachEvent(EventQuery()) { row throws(Failure) in
      rows.append(row)
      return true
    }
    for var row in rows {
      let line = EventLine(row, store: id, previous: previous)
      previous = line.hash
      if row.seq >= first, let key { row.signature = try key.sign(line.bytes) }
      try backend.database.run(
        "UPDATE events SET hash = ?, signature = ? WHERE seq = ?",
        [.blob(line.hash), .blob(row.signature), .integer(row.seq)])
    }
  }
}

extension AuditTests {
  @Test func `a folder's events are those of what is in it, too, however deep`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let patient = try store.addPatient("Ada")
    let other = try store.addPatient("Grace")
    let document = try store.putDocuments([[1]], of: patient.id).value[0]
    try store.putDocuments([[2]], of: other.id)
    let delivery = try store.write { tx throws(Failure) in
      try tx.queue(Delivery(channel: "mail", parent: document.id, payload: ["to": "x"]))
    }.value
    func actions(_ filter: EventFilter) throws -> [String] {
      try store.look { view throws(Failure) in try view.events(filter).map(\.action.word) }
    }
    #expect(
      try actions(EventFilter(within: patient.id)) == ["patient.add", "document.put", "delivery.queue"])
    #expect(try actions(EventFilter(within: document.id)) == ["document.put", "delivery.queue"])
    #expect(try actions(EventFilter(within: delivery.id.text)) == ["delivery.queue"])
    #expect(try actions(EventFilter(within: PatientID.random().text)).isEmpty)
    #expect(try actions(EventFilter(actionPrefix: "document", within: patient.id)) == ["document.put"])
  }

  @Test func `an action is chosen by how its word begins, and by nothing else in it`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    try store.addPatient("Ada")
    func count(_ prefix: String) throws -> Int {
      try store.look { view throws(Failure) in try view.events(EventFilter(actionPrefix: prefix)).count }
    }
    #expect(try count("patient") == 1 && count("patient.add") == 1 && count("") == 2)
    #expect(try count("add") == 0 && count("patient.add.") == 0 && count("p%") == 0 && count("_atient") == 0)
  }
}
