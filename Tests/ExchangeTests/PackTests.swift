import AgeFormat
import Exchange
import Folders
import Keys
import Platform
import Profile
import Records
import SODFormat
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

/// A clinic with two patients, and a partner whom containers are for.
struct Practice {
  let clinic: TestClinic
  let partner = Identity.generate(at: TestClinic.now)
  let anna: Patient
  let bernd: Patient
  let letter: Document
  let scan: Document
  let report: Document

  init() throws {
    clinic = try TestClinic()
    anna = try clinic.add()
    bernd = try clinic.add(["family": "Schmidt", "given": "Bernd", "mrn": "MRN-2"])
    let documents = try clinic.put(["a-letter.txt": "Dear colleague", "b-scan.txt": "a scan"], into: anna)
    (letter, scan) = (documents[0], documents[1])
    report = try clinic.put(["c-report.txt": "a report"], into: bernd)[0]
  }

  func packer(for identity: Identity? = nil, as sender: Identity? = nil) throws -> Packer {
    let recipient = (identity ?? partner).ageRecipient
    let resolved = try clinic.profile.recipients(recipient.text)
    return Packer(
      store: clinic.store, identity: try sender ?? clinic.identity, recipients: resolved, time: clinic.time)
  }

  func pack(_ items: [PackSelection.Item], patients: Int = 1) throws -> (
    outcome: Packer.Outcome, bytes: [UInt8]
  ) {
    var selection = PackSelection(patientLimit: patients)
    for item in items { selection.add(item) }
    let output = MemorySink(limit: 1 << 24, excess: Failure(.ioError, "too large"))
    return (try packer().pack(selection, to: output), output.bytes)
  }

  func open(_ container: [UInt8], as identity: Identity? = nil) throws -> SODReader {
    try SODReader(
      MemorySource(container), keys: [SODKey(identity ?? partner)],
      policy: SODPolicy(trusted: [try clinic.identity.signer], now: TestClinic.now))
  }
}

@Suite struct PackTests {
  let practice: Practice

  init() throws { practice = try Practice() }

  private func entries(_ container: [UInt8]) throws -> [String] {
    try practice.open(container).manifest.entries.map { $0.kind == .patient ? "patient" : $0.name.text }
  }

  @Test func `R059 a folder is its record and all its documents, in their order`() throws {
    let (outcome, bytes) = try practice.pack([.folder(practice.anna.id)])
    #expect(outcome.documents == 2)
    #expect(outcome.patients == [practice.anna.id])
    #expect(outcome.size == Int64(bytes.count))
    #expect(outcome.sha256 == SHA256.digest(of: bytes))
    #expect(try entries(bytes) == ["patient", "a-letter.txt", "b-scan.txt"])
    let verdict = try practice.open(bytes).verify()
    #expect(verdict.manifest.id == outcome.id)
  }

  @Test func `R059 selected documents come in the order of the choice, with their patient's record once`()
    throws
  {
    let (scan, letter) = (try #require(practice.scan.id), try #require(practice.letter.id))
    let (outcome, bytes) = try practice.pack([
      .document(scan, in: nil), .document(letter, in: practice.anna.id),
    ])
    #expect(outcome.documents == 2)
    #expect(try entries(bytes) == ["patient", "b-scan.txt", "a-letter.txt"])
  }

  @Test func `a document that is chosen twice, in two ways, is packed once`() throws {
    let letter = try #require(practice.letter.id)
    for items: [PackSelection.Item] in [
      [.document(letter, in: nil), .folder(practice.anna.id)],
      [.folder(practice.anna.id), .document(letter, in: practice.anna.id), .document(letter, in: nil)],
    ] {
      #expect(try practice.pack(items).outcome.documents == 2)
    }
  }

  @Test func `documents of several patients are refused unless that many were said`() throws {
    let both: [PackSelection.Item] = [.folder(practice.anna.id), .folder(practice.bernd.id)]
    let failure = try #require(refusal { try practice.pack(both) })
    #expect(failure.code == .severalPatients)
    #expect(failure.hint?.contains("--patients 2") == true)
    #expect(try practice.pack(both, patients: 2).outcome.documents == 3)
    let report = try #require(practice.report.id)
    let mixed: [PackSelection.Item] = [.folder(practice.anna.id), .document(report, in: nil)]
    #expect(refusal { try practice.pack(mixed) }?.code == .severalPatients)
  }

  @Test func `a document of another folder than the one named is refused`() throws {
    let report = try #require(practice.report.id)
    #expect(
      refusal { try practice.pack([.document(report, in: practice.anna.id)]) }?.code == .documentElsewhere)
  }

  @Test func `what is not there, or nothing at all, is refused`() throws {
    let empty = try practice.clinic.add(["mrn": "MRN-3"])
    let hollow = try practice.clinic.folder.file("hollow", [])
    let rows: [([PackSelection.Item], Failure.Code)] = [
      ([], .nothingToPack), ([.folder(empty.id)], .nothingToPack), ([.folder(.random())], .patientUnknown),
      ([.document(.random(), in: nil)], .documentUnknown), ([.file("/nowhere/x")], .noSuchFile),
      ([.file(practice.clinic.folder.path)], .isADirectory), ([.file("/dev/zero")], .notARegularFile),
      ([.file(hollow)], .emptyFile),
    ]
    for (items, code) in rows { #expect(refusal { try practice.pack(items) }?.code == code) }
    // Nothing of all this is kept as packed.
    #expect(try !practice.clinic.actions().contains("patient.pack"))
  }

  @Test func `a refused choice gives out no byte`() throws {
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    var selection = PackSelection()
    selection.add(.folder(practice.anna.id))
    selection.add(.folder(practice.bernd.id))
    _ = refusal { try practice.packer().pack(selection, to: output) }
    #expect(output.bytes.isEmpty)
  }

  @Test func `plain files need no store`() throws {
    let file = try practice.clinic.folder.file("plain.txt", Array("plain".utf8))
    let packer = Packer(
      store: nil, identity: try practice.clinic.identity,
      recipients: try practice.clinic.profile.recipients(practice.partner.recipientText),
      time: practice.clinic.time)
    var selection = PackSelection()
    selection.add(.file(file))
    #expect(!selection.needsStore)
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    let outcome = try packer.pack(selection, to: output)
    #expect(outcome.patients.isEmpty)
    #expect(try entries(output.bytes) == ["plain.txt"])
  }
}

@Suite struct RecipientTests {
  @Test func `R062 a recipient who is named twice is one, with the signing key that any mention knew`() throws
  {
    let practice = try Practice()
    let partner = practice.partner
    try practice.clinic.profile.add(
      Contact(
        name: "partner", email: nil, recipient: partner.recipientText, signer: partner.signer.text,
        fingerprint: nil), at: TestClinic.now)
    let file = try practice.clinic.folder.file("plain.txt", Array("plain".utf8))
    for order in [[partner.recipientText, "partner"], ["partner", partner.recipientText]] {
      let recipients = try order.flatMap { try practice.clinic.profile.recipients($0) }
      let packer = Packer(
        store: nil, identity: try practice.clinic.identity, recipients: recipients, time: practice.clinic.time
      )
      var selection = PackSelection()
      selection.add(.file(file))
      let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
      #expect(try packer.pack(selection, to: output).recipients == [partner.recipientText])
      let listed = try practice.open(output.bytes).manifest.recipients
      #expect(listed.map(\.signing) == [partner.signer])
      #expect(listed.map(\.name) == ["partner"])
    }
  }
}

@Suite struct SenderNameTests {
  @Test func `a container bears the name that mails bear, or none`() throws {
    let practice = try Practice()
    let rows: [(from: String?, name: String?)] = [
      (nil, nil), ("clinic@example.org", nil), ("Klinik am See <clinic@example.org>", "Klinik am See"),
    ]
    for (from, name) in rows {
      if let from { try practice.clinic.profile.set(.mailFrom, to: from, at: TestClinic.now) }
      #expect(try practice.clinic.profile.senderName() == name)
    }
    let packer = Packer(
      store: nil, identity: try practice.clinic.identity,
      senderName: try practice.clinic.profile.senderName(),
      recipients: try practice.clinic.profile.recipients(practice.partner.recipientText),
      time: practice.clinic.time)
    var selection = PackSelection()
    selection.add(.file(try practice.clinic.folder.file("plain.txt", Array("plain".utf8))))
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    _ = try packer.pack(selection, to: output)
    #expect(try practice.open(output.bytes).manifest.sender.name == "Klinik am See")
  }
}

@Suite struct KeptContainerTests {
  let practice: Practice

  init() throws { practice = try Practice() }

  private func kept(_ front: [UInt8]) throws -> PackedContainer? {
    let (header, _) = try AgeHeader.read(from: MemorySource(front))
    let hash = SHA256.digest(of: header.serialized).bytes
    return try practice.clinic.store.look { (snapshot) throws(Failure) in
      try snapshot.packedContainer(headerHash: hash)
    }
  }

  @Test
  func `what a container is is kept before its first byte is given out, and that it is whole after the last`()
    throws
  {
    var selection = PackSelection()
    selection.add(.folder(practice.anna.id))
    let output = WatchingSink { front in
      let kept = try #require(try kept(front))
      #expect(kept.patients == [practice.anna.id])
      #expect(kept.recipients == [practice.partner.recipientText])
      #expect(kept.sha256 == nil)
    }
    let outcome = try practice.packer().pack(selection, to: output)
    try output.rethrow()
    #expect(try kept(output.bytes)?.sha256 == outcome.sha256.hex)
    #expect(try kept(output.bytes)?.id == outcome.id)
    #expect(
      try practice.clinic.actions().suffix(3) == ["container.pack", "patient.pack", "container.complete"])
  }

  @Test func `one event says for whom and of whose folders, and one a folder which documents`() throws {
    let both: [PackSelection.Item] = [.folder(practice.anna.id), .folder(practice.bernd.id)]
    let outcome = try practice.pack(both, patients: 2).outcome
    let events = try practice.clinic.store.look { (snapshot) throws(Failure) in
      try snapshot.events().suffix(4)
    }
    let to: JSONValue = [.string(practice.partner.recipientText)]
    let (anna, bernd) = (practice.anna.id.text, practice.bernd.id.text)
    let ids = [practice.letter, practice.scan, practice.report].map { JSONValue.text($0.id?.text) }
    let container = JSONValue.string(outcome.id.text)
    #expect(
      events.map(\.action.word) == ["container.pack", "patient.pack", "patient.pack", "container.complete"])
    #expect(events.map(\.subject?.id) == [outcome.id.text, anna, bernd, outcome.id.text])
    #expect(
      events.map(\.details) == [
        ["to": to, "patients": [.string(anna), .string(bernd)], "documents": 3],
        ["container": container, "to": to, "documents": [ids[0], ids[1]]],
        ["container": container, "to": to, "documents": [ids[2]]], nil,
      ])
  }

  @Test func `a choice that is refused is no packing, and one that is only looked at says so`() throws {
    var selection = PackSelection()
    selection.add(.folder(practice.anna.id))
    let before = try practice.clinic.actions().count
    #expect(try practice.packer().preview(selection).documents == 2)
    selection.add(.folder(practice.bernd.id))
    let sink = MemorySink(limit: 0, excess: Failure(.ioError, "a byte was given out"))
    #expect(refusal { try practice.packer().pack(selection, to: sink) }?.code == .severalPatients)
    #expect(try practice.clinic.actions().dropFirst(before) == ["container.preview"])
  }

  @Test func `a container whose output failed is never whole`() throws {
    var selection = PackSelection()
    selection.add(.folder(practice.anna.id))
    let whole = try practice.pack([.folder(practice.anna.id)]).bytes
    let failing = FailingSink(after: whole.count - 1)
    #expect(refusal { try practice.packer().pack(selection, to: failing) }?.code == .diskFull)
    let kept = try #require(try kept(failing.bytes))
    #expect(kept.sha256 == nil)
  }

  @Test func `a stranger's container is not known`() throws {
    let bytes = try Age.encrypt([1, 2, 3], to: [practice.partner.ageRecipient])
    #expect(try kept(bytes) == nil)
  }
}

/// Looks at the first bytes when they come.
private final class WatchingSink: ByteSink {
  private(set) var bytes: [UInt8] = []
  private let look: ([UInt8]) throws -> Void
  private var error: (any Error)?

  init(_ look: @escaping ([UInt8]) throws -> Void) { self.look = look }

  func write(_ bytes: RawSpan) {
    let isFirst = self.bytes.isEmpty
    unsafe bytes.withUnsafeBytes { unsafe self.bytes.append(contentsOf: $0) }
    guard isFirst else { return }
    do { try look(self.bytes) } catch { self.error = error }
  }

  func rethrow() throws { if let error { throw error } }
}

/// Takes so many bytes, and then the disk is full.
private final class FailingSink: ByteSink {
  private(set) var bytes: [UInt8] = []
  private let limit: Int

  init(after limit: Int) { self.limit = limit }

  func write(_ bytes: RawSpan) throws(Failure) {
    unsafe bytes.withUnsafeBytes { unsafe self.bytes.append(contentsOf: $0) }
    guard self.bytes.count <= limit else { throw Failure(.diskFull, "the disk is full") }
  }
}
