import Records
import Storage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct EditingTests {
  let clinic: TestClinic
  let patient: Patient
  static let today = TestClinic.now.date

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  @discardableResult
  private func edit(_ patch: JSONObject, version: Int64? = nil, dryRun: Bool = false) throws -> Patient {
    try clinic.folders.edit(
      patient.id, patch: patch, options: EditOptions(version: version, isDryRun: dryRun), today: Self.today)
  }

  private func found(_ text: String) throws -> [PatientID] {
    var ids: [PatientID] = []
    try clinic.folders.find(try #require(SearchText(text)), query: text) { ids.append($0.id) }
    return ids
  }

  private func sameNumber(_ number: JSONValue) -> Failure? {
    refusal { try clinic.add(["mrn": number, "family": "Nobody"]) }
  }

  @Test func `R029 an edit changes what it names, and nothing else`() throws {
    let edited = try edit([
      "family": "Schmidt", "additional": ["phones": [["number": "123", "type": "home"]]],
    ])
    #expect(edited.version == 2)
    #expect(edited.demographics.family == "Schmidt")
    #expect(edited.demographics.given == patient.demographics.given)
    #expect(edited.demographics.emails == patient.demographics.emails)
    #expect(edited.additional.phones.count == 1)
    #expect(edited.created == patient.created)
    #expect(try clinic.folders.show(patient.id) == edited)
    let event = try clinic.store.look { (snapshot) throws(Failure) in
      try snapshot.events(EventFilter(action: EventAction("patient.edit"))).last
    }
    #expect(event?.details?["fields"] == ["family", "additional"])
  }

  @Test func `R029 the folder is found by its new name and number, and not by the old ones`() throws {
    try edit(["family": "Schmidt", "mrn": "MRN-9"])
    #expect(try found("schmidt") == [patient.id])
    #expect(try found("MRN-9") == [patient.id])
    #expect(try found("Müller").isEmpty)
    #expect(sameNumber("mrn-9")?.code == .patientExists)
    #expect(sameNumber("MRN-4711") == nil)
  }

  @Test func `R029 an edit takes no other folder's number, and may keep its own`() throws {
    try clinic.add(["mrn": "MRN-2"])
    #expect(refusal { try edit(["mrn": "mrn-2"]) }?.code == .patientExists)
    #expect(try edit(["mrn": "mrn-4711"]).demographics.mrn == "mrn-4711")
    let made = try edit(["mrn": "auto"]).demographics.mrn
    #expect(made.hasPrefix("SO-"))
  }

  @Test func `R029 an edit on a version that is not the newest is refused, and the folder as it was`() throws
  {
    try edit(["family": "Schmidt"], version: 1)
    let failure = refusal { try edit(["family": "Meier"], version: 1) }
    #expect(failure?.code == .versionConflict)
    #expect(failure?.code.exit == .tryAgain)
    #expect(try clinic.folders.show(patient.id).demographics.family == "Schmidt")
    try edit(["family": "Meier"], version: 2)
  }

  @Test func `R015 nothing is written before the whole record is right`() throws {
    let failure = refusal { try edit(["family": "Schmidt", "birth_date": "2030-01-01", "nickname": "A"]) }
    #expect(failure?.fields.map(\.field) == ["birth_date", "nickname"])
    #expect(try clinic.folders.show(patient.id) == patient)
  }

  static let refused: [(patch: JSONObject, problem: String)] = [
    (["family": .null], "family required"), (["sex": ""], "sex required"),
    (["birth_date": "03/04/1980"], "birth_date value_invalid"), (["id": "x"], "id not_settable"),
    (["version": 7], "version not_settable"),
    (["merged_into": .null, "family": 1], "family type_unexpected"),
    (
      ["additional": ["phones": [["number": "123", "type": "home", "sms": true]]]],
      "additional.phones[0].type sms_needs_mobile"
    ),
    (["emails": "a@b.example, c@d.example"], "emails[0] value_invalid"), (["nick": "x"], "nick key_unknown"),
  ]

  @Test(arguments: refused.indices)
  func `R009 R015 R029 an edit keeps the form's rules`(_ index: Int) {
    let row = Self.refused[index]
    let failure = refusal { try edit(row.patch) }
    #expect(failure?.fields.map { "\($0.field) \($0.code.word)" } == [row.problem])
  }

  @Test func `R015 a dry run tells what would be and writes nothing`() throws {
    let dry = try edit(["family": "Schmidt"], dryRun: true)
    #expect(dry.demographics.family == "Schmidt")
    #expect(dry.version == 1)
    #expect(try clinic.folders.show(patient.id) == patient)
    #expect(try clinic.actions().suffix(2) == ["patient.show", "patient.show"])
    #expect(refusal { try edit(["family": ""], dryRun: true) }?.code == .recordInvalid)
    #expect(refusal { try edit(["family": "A"], version: 2, dryRun: true) }?.code == .versionConflict)
  }

  @Test func `R029 an edit that changes nothing makes no version, and is a look`() throws {
    #expect(try edit(["family": "Müller"]) == patient)
    #expect(try clinic.actions().last == "patient.show")
  }

  @Test func `R029 a folder that is not there is told as that`() {
    let failure = refusal { try clinic.folders.edit(.random(), patch: [:], today: Self.today) }
    #expect(failure?.code == .patientUnknown)
  }

  @Test func `R022 phones are added, changed by their number, and removed`() throws {
    let folders = clinic.folders
    let number = try #require(PhoneNumber("555 0100"))
    let carrier = try #require(PhoneCarrier("verizon"))
    var now = try folders.add(try PatientPhone(number, type: .home), to: patient.id)
    #expect(now.additional.phones.map(\.type) == [.home])
    now = try folders.add(
      try PatientPhone(try #require(PhoneNumber("5550100")), type: .mobile, carrier: carrier, takesSMS: true),
      to: patient.id)
    #expect(now.additional.phones.map(\.type) == [.mobile])
    now = try folders.add(try PatientPhone(try #require(PhoneNumber("111")), type: .work), to: patient.id)
    #expect(now.additional.phones.count == 2)
    now = try folders.remove(try #require(PhoneNumber("555-0100")), from: patient.id)
    #expect(now.additional.phones.map(\.number.text) == ["111"])
    #expect(now.version == 5)
    let gone = refusal { try folders.remove(number, from: patient.id) }
    #expect(gone?.code == .phoneUnknown)
    #expect(gone?.message.contains("555") == false)
  }

  @Test func `R025 R026 a phone that keeps no rule of text messages is none`() throws {
    let number = try #require(PhoneNumber("555"))
    let carrier = PhoneCarrier("att")
    #expect(
      refusal { try PatientPhone(number, type: .home, carrier: carrier, takesSMS: true) }?.code
        == .smsNeedsMobile)
    #expect(refusal { try PatientPhone(number, type: .mobile, takesSMS: true) }?.code == .carrierRequired)
  }

  @Test func `R023 addresses are added once each, and removed by their place`() throws {
    let folders = clinic.folders
    let first = try PostalAddress(json: ["type": "home", "street": "1 Main St", "city": "Bonn"])
    let second = try PostalAddress(json: ["type": "work", "street": "2 Main St", "city": "Bonn"])
    for address in [first, second, first] { _ = try folders.add(address, to: patient.id) }
    #expect(try folders.show(patient.id).additional.addresses == [first, second])
    for place in [0, 3, -1, .max] {
      #expect(refusal { try folders.removeAddress(at: place, from: patient.id) }?.code == .addressUnknown)
    }
    #expect(try folders.removeAddress(at: 1, from: patient.id).additional.addresses == [second])
  }

  @Test func `a folder that came in by a container is still known by its origin after an edit`() throws {
    let person = try DemographicsForm(
      json: TestClinic.form(["family": "Roe", "mrn": "X-1"]), today: Self.today
    ).demographics
    let id = try clinic.store.write { (tx) throws(Failure) in try tx.takeIn(person, origin: "them P-1") }
      .value
    _ = try clinic.folders.edit(id, patch: ["family": "Doe", "mrn": "X-2"], today: Self.today)
    let again = try clinic.store.write { (tx) throws(Failure) in
      let again = try tx.takeIn(person, origin: "them P-1")
      try tx.note(.patientShow, of: Subject(.patient, again.text))
      return again
    }
    #expect(again.value == id)
  }

  @Test(arguments: [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
    (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
    ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
  ])
  func `R029 a merge patch works as RFC 7396 says`(_ base: String, _ patch: String, _ due: String) throws {
    let merged = try JSONObject(parsing: Array(base.utf8)).merging(try JSONObject(parsing: Array(patch.utf8)))
    #expect(String(decoding: merged.serialized, as: UTF8.self) == due)
  }
}
