import Records
import TestSupport
import Testing

@testable import Folders

@Suite struct MediaTypeTests {
  private static func bytes(_ text: String, at offset: Int = 0) -> [UInt8] {
    [UInt8](repeating: 0, count: offset) + Array(text.utf8)
  }

  static let table: [(head: [UInt8], name: String, type: String)] = [
    // By content, whatever the name says.
    (bytes("%PDF-1.7"), "a.pdf", "application/pdf"), (bytes("%PDF-1.7"), "a.jpg", "application/pdf"),
    (bytes("DICM", at: 128), "a", "application/dicom"),
    (bytes("DICM", at: 128), "a.dcm", "application/dicom"),
    ([0xFF, 0xD8, 0xFF, 0xE0], "a.png", "image/jpeg"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a", "image/png"),
    ([0x49, 0x49, 0x2A, 0x00], "a.tif", "image/tiff"), ([0x4D, 0x4D, 0x00, 0x2A], "a.tif", "image/tiff"),
    (bytes("GIF89a"), "a.gif", "image/gif"), (bytes("RIFF\u{1}\u{2}\u{3}\u{4}WEBP"), "a", "image/webp"),
    (bytes("RIFF\u{1}\u{2}\u{3}\u{4}AVI "), "a", "video/x-msvideo"),
    (bytes("\u{0}\u{0}\u{0}\u{18}ftypheic"), "a", "image/heic"),
    (bytes("\u{0}\u{0}\u{0}\u{14}ftypqt  "), "a.mov", "video/quicktime"),
    (bytes("\u{0}\u{0}\u{0}\u{20}ftypisom"), "a", "video/mp4"),
    ([0x1A, 0x45, 0xDF, 0xA3], "a", "video/webm"),
    ([0x00, 0x00, 0x01, 0xBA], "a.mpg", "video/mpeg"), (bytes("{\\rtf1"), "a", "text/rtf"),
    // A ZIP and an OLE file are told apart by the name.
    ([0x50, 0x4B, 0x03, 0x04], "a.zip", "application/zip"),
    ([0x50, 0x4B, 0x03, 0x04], "a", "application/zip"),
    (
      SampleContent.docx, "A.DOCX",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "a.doc", "application/msword"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "a.msg", "application/x-ole-storage"),
    // By the ending, where the content says nothing.
    (bytes("hello"), "a.txt", "text/plain"), (bytes("a,b"), "A.CSV", "text/csv"),
    (bytes("<a/>"), "a.b.xml", "application/xml"), (bytes("MSH|"), "a.hl7", "application/hl7-v2"),
    // An ending that the content does not bear out is not believed.
    (bytes("hello"), "a.pdf", "application/octet-stream"),
    (bytes("hello"), "a.dcm", "application/octet-stream"),
    (bytes("hello"), "a.docx", "application/octet-stream"),
    (bytes("hello"), "txt", "application/octet-stream"),
    (bytes("hello"), "a.", "application/octet-stream"), ([], "a", "application/octet-stream"),
    (bytes("BMW is a car"), "a.txt", "text/plain"), (bytes("DICM", at: 127), "a", "application/octet-stream"),
    (bytes("%PDF"), "a", "application/octet-stream"),
  ]

  @Test(arguments: table.indices)
  func `R032 a file is told by its content first, then by its ending`(_ index: Int) {
    let row = Self.table[index]
    let type = MediaType(head: row.head, fileName: FileName(named: Array(row.name.utf8)))
    #expect(type.name == row.type, "\(row.name)")
  }

  @Test func `R032 a bitmap is one with a header, and not every text that begins with BM`() {
    let header: [UInt8] = Array("BM".utf8) + [0x46, 0, 0, 0, 0, 0, 0, 0, 0x36, 0, 0, 0]
    #expect(MediaType(head: header, fileName: FileName(named: "x")).name == "image/bmp")
  }

  @Test func `a name that is not UTF-8 has an ending, too`() {
    #expect(
      MediaType(head: [0x41], fileName: FileName(named: [0xFF] + Array(".txt".utf8))).name == "text/plain")
  }
}
