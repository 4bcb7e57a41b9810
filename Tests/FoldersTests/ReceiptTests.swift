import Platform
import Records
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct ReceiptTests {
  let clinic: TestClinic
  let patient: Patient

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  private func put(_ name: String, at seconds: Int64, into other: Patient? = nil) throws -> Document {
    clinic.time.set(TestClinic.now.advanced(bySeconds: seconds))
    let path = try clinic.folder.file(name, Array(name.utf8))
    return try #require(try clinic.put([path], into: other ?? patient, category: .lab).first)
  }

  private func receipts(_ since: Int64, _ until: Int64? = nil, of patient: PatientID? = nil) throws
    -> [Document]
  {
    let filter = ReceiptFilter(
      since: TestClinic.now.advanced(bySeconds: since),
      until: until.map { TestClinic.now.advanced(bySeconds: $0) }, patient: patient)
    var documents: [Document] = []
    try clinic.folders.receipts(filter) { documents.append($0) }
    return documents
  }

  @Test func `R037 an auditor is given receipts with the path, and the head of the trail`() throws {
    let put = try put("a.txt", at: 10)
    let told = try #require(try receipts(0).first)
    #expect(told.path == put.path)
    #expect(told.id == put.id)
    #expect(told.patient == patient.id)
    #expect(told.category == .lab)
    #expect(told.receipt?.sha256 == put.receipt?.sha256)
    #expect(told.receipt?.stored == put.receipt?.stored)
    let head = try clinic.store.look { view throws(Failure) in try view.newestHead() }
    #expect(told.receipt?.auditHead == head.text)
    let event = try #require(
      try clinic.store.look { view throws(Failure) in try view.events(after: head.seq - 1).first })
    #expect(event.action.word == "document.receipt")
    #expect(event.details?["since"] == .time(TestClinic.now))
    // Lists do not tell where on some machine a file was.
    var listed: [Document] = []
    try clinic.folders.documents(of: patient.id) { listed.append($0) }
    #expect(listed.map(\.path) == [nil])
  }

  /// Documents come in 10, 20 and 30 seconds after the beginning.
  @Test(arguments: [
    (0, nil, ["a", "b", "c"]), (10, nil, ["a", "b", "c"]), (11, nil, ["b", "c"]), (20, 30, ["b"]),
    (20, 31, ["b", "c"]), (31, nil, []), (0, 10, []), (0, 11, ["a"]),
    (-1_000_000, 1_000_000, ["a", "b", "c"]),
  ])
  func `R037 receipts are given from a moment on and before another`(
    _ since: Int64, _ until: Int64?, _ names: [String]
  ) throws {
    for (index, name) in ["a", "b", "c"].enumerated() { _ = try put(name, at: Int64(index + 1) * 10) }
    #expect(try receipts(since, until).map(\.name.text) == names)
  }

  @Test func `R037 receipts are found also when the clock was set back between`() throws {
    _ = try put("a", at: 30)
    _ = try put("b", at: 10)
    _ = try put("c", at: 40)
    #expect(try receipts(20).map(\.name.text) == ["a", "c"])
    #expect(try receipts(5).map(\.name.text) == ["a", "b", "c"])
  }

  @Test func `R037 receipts of one folder, with those of a folder that was merged into it`() throws {
    let other = try clinic.add(["mrn": "MRN-2"])
    _ = try put("a", at: 10)
    _ = try put("b", at: 10, into: other)
    #expect(try receipts(0, of: other.id).map(\.name.text) == ["b"])
    _ = try clinic.folders.merge(other.id, into: patient.id)
    #expect(try receipts(0, of: patient.id).map(\.name.text) == ["a", "b"])
    #expect(try receipts(0, of: patient.id).allSatisfy { $0.patient == patient.id })
    #expect(refusal { try receipts(0, of: .random()) }?.code == .patientUnknown)
  }

  @Test func `a document that was sealed before paths were kept is read`() throws {
    let old: JSONObject = [
      "schema": "so.stored-document/1", "name": "a.txt", "name_base64": nil, "category": "lab", "source": nil,
      "media_type": "text/plain", "size": 3, "sha256": .string(String(repeating: "a", count: 64)),
      "stored_at": "2026-11-24T10:00:00.000Z",
    ]
    let document = try StoredDocument(json: old)
    #expect(document.path == nil)
    #expect(try StoredDocument(json: document.json).sha256 == document.sha256)
    #expect(document.with(category: nil).category == nil)
  }
}
