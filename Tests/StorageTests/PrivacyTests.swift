import AgeFormat
import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// Nothing on disk is readable without a key (R176).
struct PrivacyTests {
  private static let seeded = [
    "Zebulon", "Quackenbush", "1961-07-23", "MRN-4711-0815", "zeb@quackenbush.example", "+49 30 901820",
    "Feldmarschall", "melanoma",
  ]

  @Test func `a recursive search of the store, its log and shared memory finds no seeded name`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let text = Self.seeded.joined(separator: " ")
    let index = RecordIndex(card: Array(text.utf8.prefix(99)), lookups: Self.seeded.map { Lookup(.mrn, $0) })
    var patient = try store.write { tx throws(Failure) in
      try tx.insert(
        Record(.patient, id: PatientID.random().text, content: .init(text: text)), index: index, action: .add,
        details: ["note": .string(text)])
    }.value
    patient.content += .init(text: text)
    patient = try store.write { [patient] tx throws(Failure) in
      try tx.update(patient, index: index, action: .edit, details: ["to": .string(text)])
    }.value
    try store.putDocuments(Self.seeded.map { .init(text: $0) } + [.init(text: text)], of: patient.id)
    _ = try store.addRecoveryRecipient(
      Identity.generate(at: Timestamp(milliseconds: 0)).ageRecipient, label: "Zebulon Quackenbush")
    _ = try store.write { tx throws(Failure) in
      try tx.queue(
        Delivery(channel: "mail", payload: ["to": "zeb@quackenbush.example", "text": .string(text)]))
    }
    _ = try store.read(.find, details: ["query": "Quackenbush"]) { view throws(Failure) in
      try view.records(.patient)
    }
    _ = try store.write { [patient] tx throws(Failure) in try tx.remove(patient, action: .remove) }
    // The store is still open, so the log and the shared memory are there, too.
    let tree = try test.folder.tree()
    #expect(tree.contains("store/store.db-wal") && tree.contains("store/store.db-shm"))
    for word in Self.seeded + ["Dr. Founder"] {
      for spelling in [word, word.uppercased(), word.lowercased()] {
        let found = try StockProgram("grep").run(["-rlaF", "--", spelling, test.folder.path.string])
        #expect(found.status == 1 && found.text == "", "\(spelling) in \(found.text)")
      }
      #expect(tree.allSatisfy { !$0.contains(word) })
    }
  }

  @Test func `the digest of a document does not stand in clear`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let content = [UInt8](text: "a document that somebody else has as well")
    try store.putDocuments([content], of: "P-1")
    let digest = SHA256.digest(of: content)
    for file in ["store/store.db", "store/store.db-wal"] {
      let bytes = try test.folder.bytes(file)
      #expect(
        bytes.firstRange(of: digest.bytes) == nil && bytes.firstRange(of: Array(digest.hex.utf8)) == nil)
    }
  }

  @Test func `no message of a failure names what was sought`() throws {
    let test = try TestStore(inMemory: true)
    let store = try test.create()
    let name = "Zebulon Quackenbush"
    let failures = [
      refusal { try store.read(.show) { view throws(Failure) in try view.required(.patient, name) } },
      refusal { try store.addPatient("x", id: name) },
    ]
    for failure in failures {
      #expect(failure != nil && failure?.message.contains("Quackenbush") == false)
    }
  }
}
