import Records
import Storage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct FolderTests {
  let clinic: TestClinic

  init() throws { clinic = try TestClinic() }

  @Test func `R005 the form makes the folder, and R028 show gives all of it`() throws {
    let patient = try clinic.add()
    #expect(patient.createdByForm == .demographics)
    #expect(patient.version == 1)
    #expect(patient.documents == 0)
    #expect(patient.created == TestClinic.now)
    #expect(
      patient.demographics.emails.map(\.address.text) == ["anna@home.example", "caregiver@home.example"])
    #expect(try clinic.folders.show(patient.id) == patient)
    #expect(try clinic.actions().suffix(2) == ["patient.add", "patient.show"])
  }

  @Test(arguments: ["MRN-4711", "mrn-4711", " MRN-4711 ", "M R N-4711"])
  func `a second folder with the same medical record number is refused`(_ number: String) throws {
    let first = try clinic.add()
    let failure = try #require(refusal { try clinic.add(["family": "Other", "mrn": .string(number)]) })
    #expect(failure.code == .patientExists)
    #expect(failure.hint == "so-patient show \(first.id)")
    #expect(!failure.message.contains("4711"))
    #expect(try count() == 1)
  }

  @Test(arguments: ["MRN 47-11", "MRN-47110", "MRN-4712", "4711"])
  func `another number makes another folder`(_ number: String) throws {
    try clinic.add()
    try clinic.add(["mrn": .string(number)])
    #expect(try count() == 2)
  }

  @Test func `R009 the number is made when it is asked for, a new one each time`() throws {
    let numbers = try ["auto", "AUTO", " Auto "].map { try clinic.add(["mrn": .string($0)]).demographics.mrn }
    #expect(Set(numbers).count == 3)
    for number in numbers { #expect(number.wholeMatch(of: #/SO-[0-9A-HJKMNP-TV-Z]{10}/#) != nil) }
  }

  @Test func `a folder that is not there is told as that`() {
    let id = PatientID.random()
    #expect(refusal { try clinic.folders.show(id) }?.code == .patientUnknown)
    #expect(refusal { try clinic.folders.documents(of: id) { _ in } }?.code == .patientUnknown)
    #expect(refusal { try Uploader(clinic.store).check(id) }?.code == .patientUnknown)
  }

  @Test func `list gives every folder once, oldest first, over more than one page`() throws {
    let made = try (0..<23).map { try clinic.add(["mrn": .string("MRN-\($0)")]).id }
    var listed: [PatientID] = []
    try clinic.folders.list { listed.append($0.id) }
    #expect(listed == made)
  }

  private func count() throws -> Int {
    var count = 0
    try clinic.folders.list { _ in count += 1 }
    return count
  }
}
