import AgeFormat
import Exchange
import Folders
import Keys
import Platform
import Profile
import Records
import SODFormat
import Storage
import TestClinic
import TestSupport
import Testing

/// Containers of a sender who may say what they like, imported by another clinic.
@Suite struct ImportTests {
  let practice: Practice
  let receiver: TestClinic

  init() throws {
    practice = try Practice()
    receiver = try TestClinic()
  }

  private func run(
    _ container: [UInt8], into clinic: TestClinic? = nil, trusting: [SSHPublicKey]? = nil,
    accept: Bool = false, match: PatientMatch = .unsaid
  ) throws -> Importer.Outcome {
    let clinic = clinic ?? receiver
    let reader = try SODReader(
      MemorySource(container), keys: [SODKey(practice.partner)],
      policy: SODPolicy(
        trusted: Set(try trusting ?? [practice.clinic.identity.signer]), acceptUnsigned: accept,
        now: TestClinic.now))
    return try Importer(clinic.store).run(reader, match: match)
  }

  private func patients() throws -> [Patient] {
    var patients: [Patient] = []
    try receiver.folders.list { patients.append($0) }
    return patients
  }

  private func documents(_ patient: Patient, in clinic: TestClinic? = nil) throws -> [Document] {
    var documents: [Document] = []
    try (clinic ?? receiver).folders.documents(of: patient.id) { documents.append($0) }
    return documents
  }

  /// A container with a person under an id of the sender's choice.
  private func forge(
    _ person: [String: JSONValue?], id: PatientID = ImportTests.practiceID, documents: [String] = ["text"],
    documentOf: PatientID?? = .none, as sender: Identity? = nil
  ) throws -> [UInt8] {
    let demographics = try DemographicsForm(json: TestClinic.form(person), today: TestClinic.now.date)
      .demographics
    let patient = Patient(
      id: id, version: 1, createdByForm: .demographics, demographics: demographics,
      documents: Int64(documents.count), created: TestClinic.now, updated: TestClinic.now)
    let record = patient.json.serialized
    let items =
      [SODItem.patient(id, size: Int64(record.count))]
      + documents.map { text in
        SODItem.document(
          name: FileName(named: "\(text).txt"), size: Int64(text.utf8.count),
          mediaType: "text/plain",
          category: nil, id: .random(), patient: documentOf ?? id)
      }
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    let writer = try SODWriter(
      SODWriter.Options(created: TestClinic.now), items: items,
      to: [SODRecipient(practice.partner.ageRecipient)],
      sender: SODSender(try sender ?? practice.clinic.identity), output: output)
    try writer.add(MemorySource(record))
    for text in documents { try writer.add(MemorySource(Array(text.utf8))) }
    try writer.finish()
    return output.bytes
  }

  static let practiceID = PatientID.random()

  @Test func `R071 a container is filed into a folder of its own, with what the sender knows of the patient`()
    throws
  {
    let outcome = try run(try practice.pack([.folder(practice.anna.id)]).bytes)
    let patient = try #require(outcome.patients.first)
    #expect(patient.id != practice.anna.id)
    #expect(patient.createdByForm == .container)
    #expect(patient.demographics == practice.anna.demographics)
    #expect(outcome.documents.map(\.name.text) == ["a-letter.txt", "b-scan.txt"])
    #expect(outcome.documents.allSatisfy { $0.receipt?.auditHead != nil })
    #expect(outcome.known == 0)
    #expect(try documents(patient).map(\.name.text) == ["a-letter.txt", "b-scan.txt"])
  }

  @Test func `R071 the same container twice, and the same documents in another one, change nothing`() throws {
    let container = try practice.pack([.folder(practice.anna.id)]).bytes
    let first = try run(container)
    let again = try run(container)
    #expect(again.known == 2)
    #expect(again.patients.map(\.id) == first.patients.map(\.id))
    #expect(again.documents.map(\.id) == first.documents.map(\.id))
    let repacked = try run(try practice.pack([.folder(practice.anna.id)]).bytes)
    #expect(repacked.known == 2)
    #expect(try patients().count == 1)
    #expect(try documents(first.patients[0]).count == 2)
  }

  @Test func `R071 what is new in a later container joins the folder`() throws {
    let first = try run(try practice.pack([.folder(practice.anna.id)]).bytes)
    try practice.clinic.put(["d-new.txt": "news"], into: practice.anna)
    let second = try run(try practice.pack([.folder(practice.anna.id)]).bytes)
    #expect(second.known == 2)
    #expect(second.patients.map(\.id) == first.patients.map(\.id))
    #expect(try documents(first.patients[0]).map(\.name.text) == ["a-letter.txt", "b-scan.txt", "d-new.txt"])
  }

  @Test func `a folder that is here already is found by number, name and date of birth together`() throws {
    let mine = try receiver.add(["family": "MULLER", "mrn": "mrn-4711"])
    let outcome = try run(try practice.pack([.folder(practice.anna.id)]).bytes)
    #expect(outcome.patients.map(\.id) == [mine.id])
    #expect(try patients().count == 1)
  }

  @Test(arguments: [
    ["family": JSONValue.string("Meier")], ["given": .string("Berta")], ["birth_date": .string("1980-04-04")],
  ])
  func `a number that is somebody else's here is a conflict, and nothing is imported`(
    _ changes: [String: JSONValue]
  ) throws {
    let mine = try receiver.add(changes.mapValues { .some($0) })
    let failure = try #require(refusal { try run(try practice.pack([.folder(practice.anna.id)]).bytes) })
    #expect(failure.code == .patientConflict)
    #expect(failure.message.contains(mine.id.text))
    #expect(!failure.message.contains("4711"))
    #expect(try patients().map(\.id) == [mine.id])
    #expect(try documents(mine).isEmpty)
  }

  @Test func `a sender who gives an earlier patient's id to somebody else is refused`() throws {
    let first = try run(try forge([:]))
    let folder = try #require(first.patients.first)
    let other = try forge([
      "family": "Schmidt", "given": "Bernd", "birth_date": "1955-01-01", "mrn": "MRN-9",
    ])
    #expect(refusal { try run(other) }?.code == .patientConflict)
    #expect(try documents(folder).count == 1)
    // A name or a date that was set right is no other person.
    #expect(try run(try forge(["family": "Miller"], documents: ["more"])).patients.map(\.id) == [folder.id])
    #expect(
      try run(try forge(["birth_date": "1980-03-04"], documents: ["again"])).patients.map(\.id) == [folder.id]
    )
  }

  @Test func `an id means something only as its sender's word`() throws {
    let stranger = Identity.generate(at: TestClinic.now)
    let signers = [try practice.clinic.identity.signer, stranger.signer]
    _ = try run(try forge([:]))
    let other = try run(try forge(["mrn": "MRN-77", "family": "Stranger"], as: stranger), trusting: signers)
    #expect(try patients().count == 2)
    #expect(other.known == 0)
  }

  @Test func `a container that comes back to its sender adds no second copy`() throws {
    let container = try practice.pack([.folder(practice.anna.id)]).bytes
    let outcome = try run(container, into: practice.clinic)
    #expect(outcome.patients.map(\.id) == [practice.anna.id])
    #expect(outcome.known == 2)
    #expect(try documents(practice.anna, in: practice.clinic).count == 2)
  }

  @Test func `a document of a patient that the container does not name is refused`() throws {
    let container = try forge([:], documentOf: .some(.random()))
    #expect(refusal { try run(container) }?.code == .patientMissing)
    #expect(try patients().isEmpty)
  }

  @Test func `a document without a patient belongs to the only one, and to nobody when there is none`() throws
  {
    let outcome = try run(try forge([:], documentOf: .some(nil)))
    #expect(outcome.documents.map(\.patient) == [outcome.patients[0].id])
    let file = try practice.clinic.folder.file("plain.txt", Array("plain".utf8))
    let plain = try practice.pack([.file(file)]).bytes
    let failure = try #require(refusal { try run(plain) })
    #expect(failure.code == .patientMissing)
    #expect(failure.hint?.contains("so-sod unpack -C") == true)
  }

  @Test func `of two patients and one conflict, nothing is imported`() throws {
    let mine = try receiver.add(["family": "Other", "mrn": "MRN-2"])
    let both = try practice.pack([.folder(practice.anna.id), .folder(practice.bernd.id)], patients: 2).bytes
    #expect(refusal { try run(both) }?.code == .patientConflict)
    #expect(try patients().map(\.id) == [mine.id])
    #expect(try receiver.actions().filter { $0.hasSuffix(".import") }.isEmpty)
  }

  @Test func `what is cut, altered or signed by nobody known is refused, and nothing is imported`() throws {
    let container = try practice.pack([.folder(practice.anna.id)]).bytes
    let before = try receiver.actions()
    for length in [container.count - 1, container.count - 100, container.count / 2] {
      #expect(refusal { try run(Array(container[..<length])) } != nil)
    }
    var altered = container
    altered[container.count - 3000] ^= 1
    #expect(refusal { try run(altered) } != nil)
    #expect(refusal { try run(container, trusting: []) } != nil)
    #expect(try patients().isEmpty)
    #expect(try receiver.actions().filter { $0 != "patient.list" } == before)
    #expect(try run(container, trusting: [], accept: true).documents.count == 2)
  }

  @Test func `a patient's record of another folder than its entry says is refused`() throws {
    let id = PatientID.random()
    let record = practice.anna.json.serialized
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    let writer = try SODWriter(
      SODWriter.Options(created: TestClinic.now), items: [.patient(id, size: Int64(record.count))],
      to: [SODRecipient(practice.partner.ageRecipient)], sender: SODSender(try practice.clinic.identity),
      output: output)
    try writer.add(MemorySource(record))
    try writer.finish()
    #expect(refusal { try run(output.bytes) }?.code == .recordInvalid)
  }

  // MARK: Whose folder it is

  /// A folder at the receiver of the same name and birth date as the practice's patient, under the
  /// receiver's own number.
  private func namesake() throws -> Patient { try receiver.add(["mrn": "OWN-1"]) }

  @Test func `a folder of the same name and birth date is a possible match, and nothing is filed`() throws {
    _ = try namesake()
    let container = try forge([:])
    #expect(refusal { try run(container) }?.code == .possibleMatch)
    #expect(try patients().map(\.documents) == [0])
  }

  @Test func `a person says that it is the same patient, and the next container needs no answer`() throws {
    let own = try namesake()
    let container = try forge([:])
    #expect(try run(container, match: .folder(own.id)).patients.map(\.id) == [own.id])
    #expect(try run(container).known == 1)
    #expect(try run(try forge([:], documents: ["another text"])).patients.map(\.id) == [own.id])
    #expect(try patients().count == 1)
    #expect(try documents(own).count == 2)
    #expect(try receiver.actions().contains("patient.match"))
    // The folder is found by its own number as before.
    #expect(refusal { try receiver.add(["mrn": "OWN-1", "family": "Other"]) }?.code == .patientExists)
    #expect(try receiver.store.verify(objects: .content).problem == nil)
  }

  @Test func `a person says that it is somebody else, and that holds as well`() throws {
    let own = try namesake()
    let container = try forge([:])
    let filed = try #require(try run(container, match: .new).patients.first)
    #expect(filed.id != own.id)
    #expect(try run(container).patients.map(\.id) == [filed.id])
    #expect(try patients().count == 2)
  }

  @Test func `what was said before is not unsaid by the way`() throws {
    let own = try namesake()
    let other = try receiver.add(["mrn": "OWN-2", "family": "Other"])
    let container = try forge([:])
    _ = try run(container, match: .folder(own.id))
    #expect(refusal { try run(container, match: .folder(other.id)) }?.code == .patientConflict)
  }

  @Test func `a folder that is not there, or was merged, is nobody's`() throws {
    let own = try namesake()
    let other = try receiver.add(["mrn": "OWN-2", "family": "Other"])
    _ = try receiver.folders.merge(own.id, into: other.id)
    let container = try forge(["mrn": "MRN-NEW", "family": "Third"])
    #expect(refusal { try run(container, match: .folder(.random())) }?.code == .patientUnknown)
    #expect(refusal { try run(container, match: .folder(own.id)) }?.code == .patientMerged)
  }

  @Test func `one folder is not named for several patients`() throws {
    let own = try namesake()
    let (_, bytes) = try practice.pack(
      [.folder(practice.anna.id), .folder(practice.bernd.id)], patients: 2)
    #expect(refusal { try run(bytes, match: .folder(own.id)) }?.code == .severalPatients)
  }

  // MARK: Forms

  private func containerWithForms(from clinic: TestClinic, of patient: Patient) throws -> [UInt8] {
    var selection = PackSelection(includesForms: true)
    selection.add(.folder(patient.id))
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    _ = try Packer(
      store: clinic.store, identity: clinic.identity,
      recipients: clinic.profile.recipients(practice.partner.ageRecipient.text), time: clinic.time
    ).pack(selection, to: output)
    return output.bytes
  }

  private func forms(_ patient: Patient, in clinic: TestClinic) throws -> [FormRecord] {
    var forms: [FormRecord] = []
    try clinic.folders.forms(of: patient.id) { forms.append($0) }
    return forms
  }

  @Test func `a folder's forms come with it when that is asked for, and once only`() throws {
    let sent = try practice.clinic.folders.addForm(.history, ["text": "migraine"], to: practice.anna.id)
    let container = try containerWithForms(from: practice.clinic, of: practice.anna)
    let first = try run(container)
    #expect(first.forms.map(\.form) == [sent.form])
    #expect(try run(container).forms == first.forms)
    #expect(try forms(try #require(patients().first), in: receiver) == first.forms)
    // In a later container of the same folder, too.
    let later = try run(try containerWithForms(from: practice.clinic, of: practice.anna))
    #expect(later.forms == first.forms)
  }

  @Test func `a form that comes back to its own folder is not doubled`() throws {
    _ = try practice.clinic.folders.addForm(.history, ["text": "migraine"], to: practice.anna.id)
    let container = try containerWithForms(from: practice.clinic, of: practice.anna)
    #expect(try run(container, into: practice.clinic).forms.count == 1)
    #expect(try forms(practice.anna, in: practice.clinic).count == 1)
  }

  @Test func `a folder with nothing but a form is exported, and not packed without it`() throws {
    let carl = try practice.clinic.add(["family": "Carlsson", "mrn": "MRN-77"])
    _ = try practice.clinic.folders.addForm(.note, ["text": "called"], to: carl.id)
    #expect(try run(try containerWithForms(from: practice.clinic, of: carl)).forms.count == 1)
    #expect(refusal { try practice.pack([.folder(carl.id)]) }?.code == .nothingToPack)
  }
}
