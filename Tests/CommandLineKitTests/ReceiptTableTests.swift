import Records
import TestSupport
import Testing

@testable import CommandLineKit

@Suite struct ReceiptTableTests {
  private static func document(_ name: [UInt8], path: [UInt8]?) -> Document {
    Document(
      id: DocumentID("D-00000000000000000000000000"), patient: PatientID("P-00000000000000000000000000"),
      name: FileName(named: name), path: path.flatMap { RecordedPath(bytes: $0) }, category: .lab,
      mediaType: "text/plain", size: 3, state: .done,
      receipt: UploadReceipt(
        sha256: String(repeating: "a", count: 64), size: 3, stored: Timestamp(milliseconds: 0),
        auditHead: "7:ff"))
  }

  @Test func `a row has the path, folder, size, digest and time of a document`() {
    let row = ReceiptTable.row(Self.document(Array("a.txt".utf8), path: Array("/scans/a.txt".utf8)))
    #expect(
      row == [
        "/scans/a.txt", "P-00000000000000000000000000", "a.txt", "lab", "3",
        String(repeating: "a", count: 64),
        "1970-01-01T00:00:00.000Z", "7:ff", "D-00000000000000000000000000",
      ])
    #expect(row.count == ReceiptTable.columns.count)
  }

  @Test func `a name that is no text, or would be two lines, stands in one cell`() {
    let row = ReceiptTable.row(Self.document([0x73, 0xFF, 0x0A], path: nil))
    #expect(row[2] == #"s\xff\x0a"#)
    #expect(row[0] == "")
  }

  @Test func `a file whose name is a formula makes no spreadsheet compute it`() throws {
    let row = ReceiptTable.row(Self.document(Array("=cmd|' calc'!A0".utf8), path: Array("@x,y".utf8)))
    #expect(CSVWriter.row(row).hasPrefix("\"'@x,y\",P-"))
    #expect(CSVWriter.row(row).contains(",'=cmd|"))
  }
}
