import Platform
import Records
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct FolderMapTests {
  let clinic: TestClinic
  let anna: Patient
  let bernd: Patient

  init() throws {
    clinic = try TestClinic()
    anna = try clinic.add()
    bernd = try clinic.add(["mrn": "MRN-2"])
  }

  private func map(_ text: String) throws -> FolderMap {
    try FolderMap(reading: PiecewiseSource(Array(text.utf8), size: 11), in: clinic.store)
  }

  private func problems(_ text: String) -> [String]? {
    refusal { try map(text) }?.fields.map { "\($0.field) \($0.code.word)" }
  }

  @Test func `a file goes where the longest row that fits says`() throws {
    let map = try map(
      """
      path,patient,category
      scans/,\(anna.id),image
      scans/labs/,MRN-2,lab
      scans/labs/a.pdf,\(anna.id),
      "with, comma/",mrn-2,
      /abs/x.pdf,\(bernd.id),other
      double//slash/,MRN-2,
      """)
    let rows: [(FilePath, PatientID?, DocumentCategory?)] = [
      ("scans/a.pdf", anna.id, .image), ("scans/deep/er/a.pdf", anna.id, .image),
      ("scans/labs/b.pdf", bernd.id, .lab), ("scans/labs/a.pdf", anna.id, nil),
      ("scans/labs/a.pdf.bak", bernd.id, .lab), ("with, comma/a.pdf", bernd.id, nil),
      ("/abs/x.pdf", bernd.id, .other), ("double/slash/a", bernd.id, nil), ("double/slash//a", bernd.id, nil),
      // Neither a part of a name, nor the directory itself, nor another spelling.
      ("scans", nil, nil), ("scansion/a.pdf", nil, nil), ("./scans/a.pdf", nil, nil),
      ("/abs/x.pdf2", nil, nil),
      ("x/scans/a.pdf", nil, nil),
    ]
    for (path, patient, category) in rows {
      #expect(map.target(of: path)?.patient == patient, "\(path)")
      #expect(map.target(of: path)?.category == category, "\(path)")
    }
  }

  @Test func `paths are bytes, columns come in any order, and a mark and CRLF are no part of them`() throws {
    let text =
      Array("\u{FEFF}patient,path\r\nMRN-2,odd".utf8) + [0xFF] + Array("\r\nMRN-2,\"two\nlines\"\r\n".utf8)
    let map = try FolderMap(reading: PiecewiseSource(text, size: 5), in: clinic.store)
    #expect(map.target(of: FilePath(bytes: Array("odd".utf8) + [0xFF]))?.patient == bernd.id)
    #expect(map.target(of: "two\nlines")?.patient == bernd.id)
    #expect(map.target(of: "odd") == nil)
  }

  @Test func `every bad row is told by its line, and none is used`() {
    let text = """
      path,patient,category
      a,\(anna.id),
      b,\(PatientID.random()),
      c,MRN-3,
      d,,
      ,MRN-2,
      e,MRN-2,X-ray
      f,MRN-2
      g,MRN-2,lab,more
      a,MRN-2,
      h"h,MRN-2,
      i/,MRN-2,
      i//,MRN-2,
      nul\0.pdf,MRN-2,
      """
    #expect(
      problems(text) == [
        "line 6 required", "line 7 value_invalid", "line 8 csv_invalid", "line 9 csv_invalid",
        "line 11 csv_invalid", "line 14 required", "line 3 patient_unknown", "line 4 patient_unknown",
        "line 5 patient_unknown",
        "line 10 key_duplicate", "line 13 key_duplicate",
      ])
  }

  @Test(arguments: [
    "", "\n", "path\na\n", "patient,category\n", "path,patient,name\na,b,c\n", "path,path,patient\n",
    "a,MRN-2\n",
  ])
  func `a table without its columns is refused`(_ text: String) {
    #expect(refusal { try map(text) }?.code == .folderMapInvalid)
  }

  @Test func `a file that is one long line is told as that, and not as empty`() {
    #expect(problems(String(repeating: "a", count: 100_000)) == ["line 1 line_too_long"])
  }

  @Test func `a refusal says no number and no name`() {
    let failure = refusal { try map("path,patient\na,SECRET-77\n") }
    #expect(
      failure?.fields.contains { $0.message.contains("SECRET") || $0.field.contains("SECRET") } == false)
    #expect(failure?.message.contains("SECRET") == false)
  }

  @Test func `files go to their folders in one batch, and one without a row is told in its place`() throws {
    let paths = try ["a.txt", "b.txt", "c.txt"].map { try clinic.folder.file($0, Array($0.utf8)) }
    let map = try map("path,patient,category\n\(paths[0]),\(anna.id),lab\n\(paths[2]),MRN-2,\n")
    let documents = try clinic.put(
      paths.map { map.item(for: $0, category: .other, source: nil, profile: .folder) })
    #expect(documents.map(\.patient) == [anna.id, nil, bernd.id])
    #expect(documents.map(\.category) == [.lab, .other, .other])
    #expect(documents.map { $0.failure?["code"] } == [nil, "folder_unmapped", nil])
  }
}
