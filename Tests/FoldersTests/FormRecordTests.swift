import Records
import Storage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct FormRecordTests {
  let clinic: TestClinic
  static let today = TestClinic.now.date

  init() throws { clinic = try TestClinic() }

  private func visit(_ changes: [String: JSONValue?] = [:]) throws -> VisitForm {
    try VisitForm(json: TestClinic.form(changes), today: Self.today)
  }

  private func forms(_ id: PatientID) throws -> [FormRecord] {
    var forms: [FormRecord] = []
    try clinic.folders.forms(of: id) { forms.append($0) }
    return forms
  }

  @Test func `R006 R007 R008 the Visit form makes a folder, the visit, and a referral of no use yet`() throws
  {
    let form = try visit(["reason": "second opinion", "referred_by": "Dr. Roe", "visit_date": "2026-11-20"])
    let made = try clinic.folders.add(form)
    #expect(made.patient.createdByForm == .visit)
    #expect(made.records.map(\.type) == ["visit", "referral"])
    #expect(made.records.map(\.alsoCreatedBy) == [nil, "visit"])
    #expect(made.records.map(\.warnings) == [[], ["referral_unused"]])
    #expect(made.records[0].form == ["visit_date": "2026-11-20", "reason": "second opinion"])
    #expect(made.records[1].form == ["referred_by": "Dr. Roe", "reason": "second opinion"])
    #expect(try forms(made.patient.id) == made.records)
    #expect(try clinic.folders.show(made.patient.id) == made.patient)
    #expect(
      try clinic.actions().suffix(5) == [
        "patient.add", "form.add", "form.add", "form.list", "patient.show",
      ])
  }

  @Test func `R007 the Demographics form makes no referral, and a refused Visit form none either`() throws {
    let anna = try clinic.add()
    #expect(try forms(anna.id).isEmpty)
    #expect(refusal { try clinic.folders.add(try visit(["mrn": .string(anna.demographics.mrn)])) } != nil)
    #expect(try clinic.store.look { view throws(Failure) in try view.count(.form) } == 0)
  }

  @Test func `R008 no referral is made where none is wanted`() throws {
    let made = try clinic.folders.add(try visit(), withReferral: false)
    #expect(made.records.map(\.type) == ["visit"])
    #expect(made.records[0].form["visit_date"] == .string(Self.today.iso8601))
    #expect(try forms(made.patient.id).count == 1)
  }

  @Test(arguments: ["additional", "phones", "addresses"])
  func `R013 phones and addresses have no place on the Visit form`(_ key: String) {
    for value: JSONValue in [[], [:], .null, ["phones": []]] {
      let failure = refusal { try visit([key: value]) }
      #expect(failure?.code == .recordInvalid)
      #expect(failure?.fields.map { "\($0.field) \($0.code.word)" } == ["\(key) not_allowed_on_visit_form"])
    }
  }

  @Test(arguments: ["family", "given", "birth_date", "sex", "mrn"])
  func `R009 the registration is mandatory on the Visit form, too`(_ field: String) {
    #expect(refusal { try visit([field: .some(nil)]) }?.fields.map(\.field) == [field])
  }

  @Test func `R006 a Visit form keeps the rules of its own fields`() {
    #expect(refusal { try visit(["visit_date": "24.11.2026"]) }?.fields.map(\.field) == ["visit_date"])
    #expect(refusal { try visit(["reason": "a\nb"]) }?.fields.map(\.field) == ["reason"])
    #expect(refusal { try visit(["birth_date": "2030-01-01"]) }?.fields.map(\.field) == ["birth_date"])
    #expect(refusal { try visit(["id": "x"]) }?.fields.map(\.code) == [.notSettable])
    #expect(refusal { try visit(["schema": "so.patient/1"]) }?.code == .schemaUnexpected)
  }

  @Test func `R006 a Visit form whose folder is refused leaves nothing behind`() throws {
    try clinic.add()
    let before = try clinic.actions()
    #expect(refusal { try clinic.folders.add(try visit(), confirmNew: true) }?.code == .patientExists)
    #expect(try clinic.actions() == before)
  }

  @Test func `R004 the list tells which forms make a folder, and what they make besides`() {
    #expect(RecordType.allCases.filter(\.createsFolder) == [.demographics, .visit])
    #expect(RecordType.allCases.filter { !$0.alsoCreates.isEmpty } == [.visit])
    #expect(RecordType.visit.alsoCreates == [.referral])
    #expect(
      RecordTypeSummary(.visit).json == [
        "schema": "so.record-type/1", "type": "visit", "creates_folder": true, "also_creates": ["referral"],
        "command": "so-patient visit",
      ])
  }

  @Test(arguments: [RecordType.referral, .history, .note])
  func `R030 further forms are added to an open folder`(_ type: RecordType) throws {
    let patient = try clinic.add()
    let form: JSONObject = ["allergies": ["penicillin"], "smoker": false, "more": ["since": 1999]]
    let record = try clinic.folders.addForm(type, form, to: patient.id)
    #expect(record.type == type.rawValue)
    #expect(record.form == form)
    #expect(record.patient == patient.id)
    #expect(try FormRecord(json: record.json) == record)
    #expect(try forms(patient.id) == [record])
  }

  @Test func `R030 a form that makes a folder, an empty one, and one of no folder are refused`() throws {
    let patient = try clinic.add()
    for type in [RecordType.demographics, .visit] {
      let failure = refusal { try clinic.folders.addForm(type, ["a": 1], to: patient.id) }
      #expect(failure?.code == .recordTypeInvalid)
      #expect(failure?.hint == type.command)
    }
    #expect(refusal { try clinic.folders.addForm(.note, [:], to: patient.id) }?.code == .recordInvalid)
    #expect(refusal { try clinic.folders.addForm(.note, ["a": 1], to: .random()) }?.code == .patientUnknown)
    #expect(refusal { try forms(.random()) }?.code == .patientUnknown)
    #expect(try forms(patient.id).isEmpty)
  }

  @Test func `R017 a blank form has every field, and is refused for each mandatory one`() {
    let failure = refusal { try DemographicsForm(json: DemographicsForm.template, today: Self.today) }
    #expect(failure?.fields.map(\.field) == ["family", "given", "birth_date", "sex", "mrn"])
    #expect(failure?.fields.allSatisfy { $0.code == .required } == true)
    let visit = refusal { try VisitForm(json: VisitForm.template, today: Self.today) }
    #expect(visit?.fields.map(\.field) == ["family", "given", "birth_date", "sex", "mrn"])
  }
}
