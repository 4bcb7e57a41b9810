import AgeFormat
import Exchange
import Keys
import Platform
import Profile
import Records
import SODFormat
import Storage
import TestClinic
import TestSupport
import Testing

@testable import Folders

/// Appointments of a folder, exported and imported.
@Suite struct AppointmentImportTests {
  let practice: Practice
  let receiver: TestClinic

  init() throws {
    practice = try Practice()
    receiver = try TestClinic()
  }

  private func make(referral: FormID? = nil, sequence: Int64 = 0, minutes: Int64 = 30, zone: String = "UTC")
    throws -> Appointment
  {
    var appointment = Appointment(
      id: .random(), patient: practice.anna.id, start: TestClinic.now.advanced(bySeconds: 86_400),
      minutes: minutes, zone: zone, localStart: "2026-11-25T10:00:00.000+00:00", kind: .virtual,
      referral: referral)
    appointment.sequence = sequence
    let made = appointment
    return try practice.clinic.store.write { (tx) throws(Failure) in
      try tx.insertAppointment(made, action: .appointmentAdd)
      return made
    }.value
  }

  private func callOff(_ appointment: Appointment) throws {
    _ = try practice.clinic.store.write { (tx) throws(Failure) in
      var record = try tx.required(.appointment, appointment.id.text)
      var value = try record.value(as: Appointment.self)
      value.status = .cancelled
      value.sequence += 1
      record.state = value.status.rawValue
      record.setValue(value)
      _ = try tx.update(record, action: .appointmentCancel)
    }
  }

  private func container() throws -> [UInt8] {
    var selection = PackSelection(includesForms: true)
    selection.add(.folder(practice.anna.id))
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    _ = try Packer(
      store: practice.clinic.store, identity: practice.clinic.identity,
      recipients: practice.clinic.profile.recipients(practice.partner.ageRecipient.text),
      time: practice.clinic.time
    ).pack(selection, to: output)
    return output.bytes
  }

  private func run(_ container: [UInt8], into clinic: TestClinic) throws -> Importer.Outcome {
    let reader = try SODReader(
      MemorySource(container), keys: [SODKey(practice.partner)],
      policy: SODPolicy(trusted: [try practice.clinic.identity.signer], now: TestClinic.now))
    return try Importer(clinic.store).run(reader)
  }

  private func appointments(of patient: PatientID, in clinic: TestClinic) throws -> [Appointment] {
    var found: [Appointment] = []
    try clinic.folders.appointments(of: patient) { found.append($0) }
    return found
  }

  @Test func `R012 a folder's appointments come with it, with their referral, and once only`() throws {
    let visit = try practice.clinic.folders.addForm(.history, ["text": "migraine"], to: practice.anna.id)
    let sent = try make(referral: visit.id)
    let first = try run(try container(), into: receiver)
    let kept = try #require(first.appointments.first)
    let folder = try #require(first.patients.first).id
    #expect(kept.id != sent.id && kept.patient == folder)
    #expect([kept.start, kept.start] == [sent.start, sent.start] && kept.minutes == 30)
    #expect(kept.referral == first.forms.first?.id)
    #expect(try run(try container(), into: receiver).appointments == [kept])
    #expect(try appointments(of: folder, in: receiver) == [kept])
    var waiting: [String?] = []
    try receiver.folders.dashboard(at: receiver.time.now()) {
      if $0.kind == .appointment { waiting.append($0.id) }
    }
    #expect(waiting == [kept.id.text])
  }

  @Test func `R012 an appointment that its sender called off is called off by the next container`() throws {
    let sent = try make()
    let kept = try #require(try run(try container(), into: receiver).appointments.first)
    let before = try container()
    try callOff(sent)
    let after = try #require(try run(try container(), into: receiver).appointments.first)
    #expect(after.id == kept.id && after.status == .cancelled)
    // An older container does not bring it back.
    #expect(try run(before, into: receiver).appointments.first?.status == .cancelled)
    #expect(try appointments(of: kept.patient, in: receiver).map(\.status) == [.cancelled])
  }

  @Test func `R012 an appointment that comes back to its own folder is not doubled`() throws {
    let sent = try make()
    #expect(try run(try container(), into: practice.clinic).appointments == [sent])
    #expect(try appointments(of: practice.anna.id, in: practice.clinic) == [sent])
  }

  @Test(
    arguments: [
      (0, 30, "Not a zone\r\nBcc: x@y.example"), (0, 0, "UTC"), (0, 1 << 60, "UTC"), (1 << 62, 30, "UTC"),
    ] as [(Int64, Int64, String)])
  func `an appointment that nobody can make is refused, and nothing of its container is kept`(
    _ sequence: Int64, _ minutes: Int64, _ zone: String
  ) throws {
    let item = Appointment(
      id: .random(), patient: practice.anna.id, start: TestClinic.now, minutes: minutes, zone: zone,
      localStart: "x", kind: .virtual, referral: nil)
    var forged = item
    forged.sequence = sequence
    let person = practice.anna.json.serialized
    let bytes = forged.json.serialized
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    let writer = try SODWriter(
      SODWriter.Options(created: TestClinic.now),
      items: [
        .patient(practice.anna.id, size: Int64(person.count)),
        .appointment(forged.id, of: practice.anna.id, size: Int64(bytes.count)),
      ], to: [SODRecipient(practice.partner.ageRecipient)], sender: SODSender(practice.clinic.identity),
      output: output)
    try writer.add(MemorySource(person))
    try writer.add(MemorySource(bytes))
    try writer.finish()
    #expect(refusal { try run(output.bytes, into: receiver) }?.code == .recordInvalid)
    #expect(try receiver.store.look { view throws(Failure) in try view.count(.patient) } == 0)
  }

  @Test func `R012 whom this site told of an appointment stays here`() throws {
    _ = try make()
    let reader = try SODReader(
      MemorySource(try container()), keys: [SODKey(practice.partner)],
      policy: SODPolicy(trusted: [try practice.clinic.identity.signer], now: TestClinic.now))
    var notices: [Int] = []
    _ = try reader.readEntries { (entry, source) throws(Failure) in
      let bytes = try source.readAll(limit: 1 << 20, excess: Failure(.lineTooLong, "too large"))
      guard entry.kind == .appointment else { return }
      notices.append(try Appointment(json: try JSONObject(parsing: bytes)).notifications.count)
    }
    #expect(notices == [0])
  }
}
