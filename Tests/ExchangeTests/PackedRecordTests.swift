import Exchange
import Platform
import Records
import SystemPackage
import TestClinic
import TestSupport
import Testing

/// What the records of a mixed stream are to a selection.
@Suite struct PackedRecordTests {
  static let patient = PatientID.random()
  static let id = DocumentID.random()
  static let name = FileName(named: "scan.dcm")
  static let path = RecordedPath(FilePath("in/scan.dcm"))

  private static func document(
    _ state: Document.State, id: DocumentID? = nil, path: RecordedPath? = nil, failure: Failure? = nil
  ) -> JSONObject {
    Document(
      id: id, patient: patient, name: name, path: path, category: nil, mediaType: nil, size: nil,
      state: state, failure: failure
    ).json
  }

  private static func upload(
    _ state: Upload.State, document: DocumentID? = nil, failure: Failure? = nil
  ) -> JSONObject {
    Upload(
      id: .random(), patient: patient, name: name, path: path, category: nil, source: nil, size: nil,
      state: state, document: document, failure: failure.map(\.json)
    ).json
  }

  private static func lacking(_ name: some RecordedName, _ why: String) -> PackSelection.Mention {
    .lacking(FieldProblem(name.text, .notUploaded, why))
  }

  static let tooLarge = Failure(.ioError, "it is 71 MB")

  static let rows: [(record: JSONObject, mention: PackSelection.Mention)] = [
    (document(.done, id: id), .chosen), (document(.removed, id: id), .passedOver),
    (document(.failed, failure: tooLarge), lacking(name, "io_error: it is 71 MB")),
    (document(.failed, path: path, failure: tooLarge), lacking(path, "io_error: it is 71 MB")),
    (document(.failed), lacking(name, "was not taken")),
    (upload(.done, document: id), .chosen), (upload(.removed), .passedOver),
    (upload(.failed, failure: tooLarge), lacking(path, "io_error: it is 71 MB")),
    (upload(.queued), lacking(path, "is queued")), (upload(.sending), lacking(path, "is sending")),
    (upload(.verifying), lacking(path, "is verifying")), (["schema": "so.other/1"], .passedOver),
    ([:], .passedOver),
  ]

  @Test(arguments: rows.indices)
  func `a record chooses what is kept, and what was not uploaded is told with its reason`(row: Int) throws {
    let (record, mention) = Self.rows[row]
    var selection = PackSelection()
    #expect(try selection.add(record) == mention)
    #expect(selection.items == (mention == .chosen ? [.document(Self.id, in: Self.patient)] : []))
  }

  @Test func `a folder is chosen once, and what is malformed is refused`() throws {
    let practice = try Practice()
    var selection = PackSelection()
    for _ in 0..<2 { #expect(try selection.add(practice.anna.json) == .chosen) }
    #expect(selection.items == [.folder(practice.anna.id)])
    for record in [
      ["schema": "so.patient/1", "id": "P-x"], Self.document(.done), Self.upload(.done),
    ] {
      #expect(refusal { try selection.add(record) }?.code == .recordInvalid)
    }
  }
}
