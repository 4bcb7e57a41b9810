import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// Reading PHI is an event (R176).
struct ReadingTests {
  @Test func `the event of a reading is durable before anything is read`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let patient = try store.addPatient("Ada")
    let other = try test.open()
    let subject = Subject(.patient, patient.id)
    let (events, read) = try store.read(.show, of: subject, details: ["why": "visit"]) {
      view throws(Failure) in
      let events = try other.look { other throws(Failure) in try other.events(EventFilter(action: .show)) }
      return (events, try view.record(.patient, patient.id))
    }
    #expect(events.count == 1 && events.first?.details?["why"] == "visit" && events.first?.subject == subject)
    #expect(read == patient)
  }

  /// The ways to what holds PHI.
  enum Way: CaseIterable {
    case record, records, cards, object
  }

  @Test(arguments: Way.allCases)
  func `without an event nothing that holds PHI is opened`(way: Way) throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let patient = try store.addPatient("Ada")
    let document = try store.putDocuments([[1]], of: patient.id).value[0]
    let object = try #require(
      try store.look { view throws(Failure) in try view.objects(of: .document, document.id) }.first)
    func go(_ view: Snapshot) throws(Failure) {
      switch way {
      case .record: _ = try view.record(.patient, patient.id)
      case .records: _ = try view.records(.patient)
      case .cards: try view.scanCards(.patient) { _, _ throws(Failure) in true }
      case .object: _ = try view.open(object, of: .document)
      }
    }
    #expect(refusal { try store.look { view throws(Failure) in try go(view) } }?.code == .internalError)
    #expect(refusal { try store.write { tx throws(Failure) in try go(tx) } }?.code == .internalError)
    try store.read(.show) { view throws(Failure) in try go(view) }
    _ = try store.write { tx throws(Failure) in
      try go(tx)
      try tx.note(.show)
    }
  }

  @Test func `what takes no event is free`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let patient = try store.addPatient("Ada")
    let events = try store.verify().events
    let seen = try store.look { view throws(Failure) in
      let version = try view.header(.patient, patient.id)?.version
      let ids = try view.headers(.patient).map(\.id) + view.lookUp(Lookup(.mrn, "MRN-Ada"), in: .patient)
      return (version, ids, try view.count(.patient), try view.records(.transfer).count)
    }
    #expect(seen.0 == 1 && seen.1 == [patient.id, patient.id] && seen.2 == 1 && seen.3 == 0)
    #expect(try store.verify().events == events)
  }

  @Test func `a snapshot is of no use after its end`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    var kept: Snapshot?
    try store.read(.show) { view throws(Failure) in kept = view }
    let view = try #require(kept)
    #expect(refusal { try view.record(.patient, "P-1") }?.code == .internalError)
    var keptWriter: WriteTransaction?
    _ = try store.write { tx throws(Failure) in keptWriter = tx }
    let tx = try #require(keptWriter)
    #expect(refusal { try tx.note(.show) }?.code == .internalError)
  }

  @Test func `a reader sees one state, whatever is written meanwhile`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    try store.addPatient("Ada")
    let writer = try test.open()
    let counts = try store.read(.find) { view throws(Failure) in
      let before = try view.count(.patient)
      _ = try writer.write { tx throws(Failure) in
        try tx.insert(Record(.patient, id: "P-2", content: []), action: .add)
      }
      return [before, try view.count(.patient)]
    }
    #expect(counts == [1, 1])
    #expect(try store.look { view throws(Failure) in try view.count(.patient) } == 2)
  }
}
