import Records
import TestSupport
import Testing

@testable import Folders

@Suite struct ProfileRuleTests {
  /// A front, a name, and what each profile says: a media type, or the code word of a refusal.
  struct Row: CustomTestStringConvertible {
    let head: [UInt8]
    let name: String
    let folder: String
    let request: String

    init(_ head: [UInt8], _ name: String, _ folder: String, _ request: String? = nil) {
      self.head = head
      self.name = name
      self.folder = folder
      self.request = request ?? folder
    }

    var testDescription: String { "\(name): \(folder), \(request)" }
  }

  private typealias S = SampleContent
  private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  private static let open = "application/vnd.oasis.opendocument.text"

  /// The six formats of a request, and no other (R041, R042).
  static let formats = [
    Row(S.pdf, "a.pdf", "application/pdf"), Row(S.pdf, "A.PDF", "application/pdf"),
    Row(S.docx, "a.docx", word), Row(S.jpeg, "a.jpg", "image/jpeg"), Row(S.jpeg, "a.jpeg", "image/jpeg"),
    Row(S.png, "a.png", "image/png"), Row(S.tiff, "a.tif", "image/tiff"), Row(S.tiff, "a.tiff", "image/tiff"),
    Row([0x4D, 0x4D, 0x00, 0x2B], "a.tif", "image/tiff"),
    Row(S.dicom, "a.dcm", "application/dicom"),
    Row(S.gif, "a.gif", "image/gif", "type_not_allowed"),
    Row(S.bitmap, "a.bmp", "image/bmp", "type_not_allowed"),
    Row(S.mp4, "a.mp4", "video/mp4", "type_not_allowed"),
    Row(S.mp4, "a.mov", "video/quicktime", "type_not_allowed"),
    Row(S.ole, "a.doc", "application/msword", "type_not_allowed"),
    Row(S.text("{\\rtf1"), "a.doc", "application/msword", "type_not_allowed"),
    Row(S.text("hello"), "a.txt", "text/plain", "type_not_allowed"),
    Row(S.text("MZ, 49 years"), "a.txt", "text/plain", "type_not_allowed"),
    Row(S.archive, "a.zip", "application/zip", "type_not_allowed"),
    Row(S.text("anything"), "a.qqq", "application/octet-stream", "type_not_allowed"),
    Row(S.text("anything"), "a", "application/octet-stream", "type_not_allowed"),
    // What has no name that says something is told by its content, as DICOM files often are.
    Row(S.dicom, "IM00001", "application/dicom", "type_not_allowed"),
    Row(S.dicom, "1.2.840.113619.2.1", "application/dicom", "type_not_allowed"),
    Row(S.pdf, "letter", "application/pdf", "type_not_allowed"),
  ]

  /// Ending and content contradict each other.
  static let mismatches = [
    Row(S.png, "scan.pdf", "type_mismatch"), Row(S.text("hello"), "scan.pdf", "type_mismatch"),
    Row(S.pdf, "a.jpg", "type_mismatch"), Row(S.pdf, "a.docx", "type_mismatch"),
    Row(S.pdf, "a.txt", "type_mismatch", "type_not_allowed"),
    Row(S.jpeg, "a.png", "type_mismatch"), Row(S.tiff, "a.dcm", "type_mismatch"),
    Row([UInt8](repeating: 0, count: 200), "a.dcm", "type_mismatch"),
    Row(S.archive, "a.docx", "type_mismatch"), Row(S.zip([]), "a.docx", "type_mismatch"),
    Row(S.zip(["[Content_Types].xml", "xl/workbook.xml"]), "a.docx", "type_mismatch"),
    Row(S.zip(["mimetype"], content: S.text(open)), "a.docx", "type_mismatch"),
    Row(S.docx, "a.xlsx", "type_mismatch", "type_not_allowed"),
    Row(S.ole, "a.docx", "type_mismatch"), Row(S.docx, "a.doc", "type_mismatch", "type_not_allowed"),
    // A document that is packed in an archive does not make the archive one.
    Row(S.zip(["a.docx", "[Content_Types].xml", "word/document.xml"]), "a.docx", "type_mismatch"),
    // A PDF behind something that is nothing else is opened by readers, and not taken as clean.
    Row(S.text("\r\n\r\n") + S.pdf, "a.pdf", "application/pdf", "type_mismatch"),
    Row([UInt8](repeating: 0x20, count: 1020) + S.pdf, "a.pdf", "type_mismatch"),
  ]

  static let packages = [
    Row(S.zip(["word/numbering.xml"]), "a.docx", word),
    Row(S.zip(["_rels/.rels", "docProps/app.xml"]), "a.docx", word),
    Row(S.docx, "letter", word, "type_not_allowed"),
    Row(S.docx, "a.zip", "application/zip", "type_not_allowed"),
    Row(S.zip(["mimetype"], content: S.text(open)), "a.odt", open, "type_not_allowed"),
    Row(
      S.zip(["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]), "a.xlsx",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "type_not_allowed"),
  ]

  static let programs = [
    Row(S.elf, "a", "type_not_allowed"), Row(S.elf, "a.pdf", "type_not_allowed"),
    Row(S.windowsProgram, "a.jpg", "type_not_allowed"), Row(S.windowsProgram, "a", "type_not_allowed"),
    Row([0xCF, 0xFA, 0xED, 0xFE], "a", "type_not_allowed"),
    Row([0xFE, 0xED, 0xFA, 0xCF], "a", "type_not_allowed"),
    Row([0xCA, 0xFE, 0xBA, 0xBE], "a", "type_not_allowed"),
    Row(S.text("#!/bin/sh\n"), "a", "type_not_allowed"),
    Row(S.text("\u{FEFF}#!/bin/sh\n"), "a.txt", "type_not_allowed"),
    Row([0x4C, 0, 0, 0, 1, 0x14, 2, 0], "a", "type_not_allowed"),
    Row(S.text("@echo off"), "a.bat", "type_not_allowed"),
    Row(S.text("alert(1)"), "a.js", "type_not_allowed"),
    Row(S.text("hello"), "a.EXE", "type_not_allowed"), Row(S.pdf, "letter.pdf.exe", "type_not_allowed"),
    Row(S.text("x"), "a.exe. .", "type_not_allowed"), Row(S.archive, "a.jar", "type_not_allowed"),
    Row(S.text("x"), "invoice\u{202E}fdp.exe", "type_not_allowed"), Row(S.ole, "a.msi", "type_not_allowed"),
    Row(S.pdf, "letter.exe.pdf", "application/pdf"),
  ]

  static let twoAtOnce = [
    Row(S.png + S.pdf, "a.png", "type_ambiguous"), Row(S.png + S.pdf, "a.pdf", "type_ambiguous"),
    Row(S.jpeg + [UInt8](repeating: 7, count: 1000) + S.pdf, "a.jpg", "type_ambiguous"),
    Row(S.jpeg + [UInt8](repeating: 7, count: 1024) + S.pdf, "a.jpg", "image/jpeg"),
    Row(S.archive + S.pdf, "a.zip", "type_ambiguous"), Row(S.elf + S.pdf, "a.pdf", "type_ambiguous"),
    Row(S.dicom(preamble: S.windowsProgram), "a.dcm", "type_ambiguous"),
    Row(S.dicom(preamble: S.elf), "a.dcm", "type_ambiguous"),
    Row(S.dicom(preamble: S.text("#!/bin/sh")), "a", "type_ambiguous"),
    Row(S.dicom(preamble: S.pdf), "a.dcm", "type_ambiguous"),
    Row(S.dicom(preamble: S.jpeg), "a.dcm", "type_ambiguous"),
    // Two by the standard.
    Row(S.dicom(preamble: S.tiff), "a.dcm", "application/dicom", "type_ambiguous"),
    Row(S.dicom(preamble: S.tiff), "a.tif", "application/dicom", "type_ambiguous"),
    Row(S.dicom(preamble: S.tiff), "a", "application/dicom", "type_ambiguous"),
    Row(S.dicom(preamble: S.tiff), "a.jpg", "type_mismatch", "type_ambiguous"),
    Row(S.dicom(preamble: S.tiff) + S.pdf, "a.dcm", "type_ambiguous"),
    Row(
      S.dicom(preamble: [], of: "1.2.840.10008.5.1.4.1.1.104.1") + S.pdf, "a.dcm", "application/dicom",
      "type_ambiguous"),
    Row(
      S.dicom(preamble: [], of: "1.2.840.10008.5.1.4.1.1.104.1") + S.pdf, "a.pdf", "application/pdf",
      "type_ambiguous"),
    Row(S.dicom + S.pdf, "a.dcm", "type_ambiguous"),
  ]

  @Test(arguments: formats + mismatches + packages + programs + twoAtOnce)
  func `R032 R041 R042 content and ending tell the type together, for each profile`(_ row: Row) {
    for (profile, expected) in [(UploadProfile.folder, row.folder), (.request, row.request)] {
      let name = FileName(named: Array(row.name.utf8))
      let told: String
      do { told = try profile.mediaType(head: row.head, name: name).name } catch { told = error.code.word }
      #expect(told == expected, "\(profile)")
    }
  }

  @Test(arguments: [
    (S.pdf, "type_ambiguous"), (S.jpeg, "type_ambiguous"), (S.dicom, "type_ambiguous"),
    (S.tiff, "type_ambiguous"),
    (S.archive, nil), (S.docx, nil), (S.text("notes"), nil),
  ])
  func `R041 a file that opens as a ZIP from its end is two at once`(_ head: [UInt8], _ code: String?) {
    for profile in UploadProfile.allCases {
      let failure = refusal {
        try profile.check(tail: head + S.zipEnd, head: head, name: FileName(named: S.text("a")))
      }
      #expect(failure?.code.word == code)
    }
  }

  /// What the end of a PDF is, and whether it opens as a ZIP.
  static let ends: [([UInt8], Bool)] = [
    (S.zipEnd, true), (S.zipEnd + S.text("%%EOF\n"), true),
    (Array(S.zipEnd.dropLast(2)) + [3, 0] + S.text("abc"), true),
    (Array(S.zipEnd.dropLast(2)) + [4, 0] + S.text("abc"), false), (Array(S.zipEnd.dropLast()), false),
    ([], false), (S.text("PK\u{5}\u{6}"), false),
    (S.text("PK\u{5}\u{6}") + [UInt8](repeating: 7, count: 40), false),
    (S.text("PK\u{5}\u{6}") + [UInt8](repeating: 0, count: 18), false), (S.archive, false),
    (S.zipEnd + [UInt8](repeating: 7, count: 65_535), true),
  ]

  @Test(arguments: ends)
  func `four bytes by chance are no ZIP's end, and a comment behind it hides none`(
    _ tail: [UInt8], _ opens: Bool
  ) {
    #expect(ZIPDirectory.ends(tail) == opens)
  }

  @Test func `R043 the limit of 50 MB is 50 times 2 to the 20, itself included`() {
    let name = FileName(named: S.text("a.dcm"))
    #expect(UploadProfile.request.limitBytes == 52_428_800)
    #expect(refusal { try UploadProfile.request.check(size: 52_428_800, of: name) } == nil)
    let failure = refusal { try UploadProfile.request.check(size: 52_428_801, of: name) }
    #expect(failure?.code == .fileTooLarge)
    #expect(failure?.message.contains("52428800") == true)
    #expect(failure?.code.exit == .dataError)
    #expect(refusal { try UploadProfile.folder.check(size: .max, of: name) } == nil)
  }

  @Test func `R041 R042 R044 R045 the table of formats is that of the requirements`() {
    #expect(
      UploadProfile.request.formats.map(\.name) == ["PDF", "DOCX", "JPG", "PNG", "TIFF", "DICOM"])
    #expect(Set(UploadProfile.request.formats).isStrictSubset(of: UploadProfile.folder.formats))
    #expect(UploadProfile.request.documentLimit == 10)
    #expect(UploadProfile.request.recommendedDocuments == 3)
    #expect(UploadProfile.folder.documentLimit == nil)
    let endings = FileFormat.all.flatMap(\.endings)
    #expect(endings.count == Set(endings).count)
    #expect(FileFormat.programEndings.isDisjoint(with: endings))
  }
}
