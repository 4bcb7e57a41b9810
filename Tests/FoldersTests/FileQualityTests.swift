import Records
import TestSupport
import Testing

@testable import Folders

@Suite struct FileQualityTests {
  private static let today = CivilDate(year: 2026, month: 11, day: 24) ?? CivilDate(daysSinceEpoch: 0)
  private typealias S = SampleContent

  private func name(_ text: String) -> FileName { FileName(named: Array(text.utf8)) }

  @Test(arguments: [
    ("MRI_Brain_2025-08-21.pdf", "2025-08-21"), ("2025-08-21", "2025-08-21"), ("a2025_08_21b", "2025-08-21"),
    ("a.2025.08.21.pdf", "2025-08-21"), ("IMG_20250821_101500.jpg", "2025-08-21"),
    ("20250821101500.jpg", "2025-08-21"), ("202508211015.jpg", "2025-08-21"),
    // The newest of several, since one may be a date of birth; none that is still to come.
    ("Roe_1971-02-03_MRI_2025-08-21.pdf", "2025-08-21"), ("2026-11-24.pdf", "2026-11-24"),
    ("2026-11-25_20240101.pdf", "2024-01-01"), ("2026-11-25.pdf", nil), ("1899-12-31.pdf", nil),
    ("2025-13-01.pdf", nil), ("2025-02-29.pdf", nil), ("03-04-1980.pdf", nil), ("03042025.pdf", nil),
    ("2025-08-211.pdf", nil), ("12025-08-21.pdf", nil), ("2025-08_21.pdf", nil),
    ("1.2.840.20250821099.3", nil),
    ("123456789.pdf", nil), ("scan.pdf", nil), ("", nil), ("2025-08", nil),
  ])
  func `R051 R052 the date in a name is one that cannot mean another`(_ text: String, _ date: String?) {
    #expect(NameDate.date(in: name(text), today: Self.today)?.iso8601 == date)
  }

  @Test(arguments: [
    "IMG_0001.jpg", "DSC00123.JPG", "DSC_0001", "scan.pdf", "Scan 3.pdf", "scan0001.tif", "document(1).docx",
    "Dokument.docx", "20250821_101500.jpg", "IMG-20240115-WA0001.jpg", "Untitled.png", "0001.pdf", "a.pdf",
    "",
    "PXL_20250821_101500123.jpg", "Unbenannt 2.pdf", "3f2b8c1e-77aa-4b5c.pdf", "Screenshot 2025-08-21.png",
  ])
  func `R051 names that cameras and scanners give say nothing`(_ text: String) {
    #expect(NameQuality.isGeneric(name(text)) || text.hasPrefix("3f2b"))
    #expect(NameQuality.weakness(of: name(text), mediaType: "image/jpeg", today: Self.today) != nil)
    #expect(NameQuality.weakness(of: name(text), mediaType: "application/dicom", today: Self.today) == nil)
  }

  @Test(arguments: [
    ("MRI_Brain_2025-08-21.pdf", true), ("Blutbild 2025-08-21.pdf", true), ("Arztbrief_20250821.docx", true),
    ("Überweisung 2025.08.21.pdf", true), ("MRI_Brain.pdf", false), ("Arztbrief Müller.docx", false),
    ("scan_knee_2025-08-21.pdf", true),
  ])
  func `R051 a name with what and when is descriptive, and one without a date is not`(
    _ text: String, _ isEnough: Bool
  ) {
    #expect((NameQuality.weakness(of: name(text), mediaType: nil, today: Self.today) == nil) == isEnough)
  }

  @Test func `names that show as something else are odd`() {
    #expect(NameQuality.oddity(of: name("letter 2.pdf")) == nil)
    #expect(NameQuality.oddity(of: name("Überweisung 山田.pdf")) == nil)
    for odd in ["a\nb.pdf", "\u{202E}fdp.txt", "a\u{200F}.pdf", "a\u{7F}.pdf", "a\u{2028}b"] {
      #expect(NameQuality.oddity(of: name(odd)) != nil)
    }
    #expect(NameQuality.oddity(of: FileName(named: [0x61, 0xFF])) != nil)
  }

  @Test(arguments: [
    ("{category}_{name}_{date}.{ending}", "lab_blood_2025-08-21.pdf"), ("{number}.{ending}", "001.pdf"),
    ("x", "x"), ("a}b", "a}b"), ("{named}", nil), ("{name", nil), ("a/{name}", nil), ("", nil), ("{}", nil),
  ])
  func `R051 a template proposes a name, or is refused`(_ template: String, _ expected: String?) {
    let values = [
      "category": "lab", "name": "blood", "date": "2025-08-21", "ending": "pdf", "number": "001",
    ]
    #expect(RenameTemplate(template)?.name(values) == expected)
  }

  static let guesses: [(String?, String, DocumentCategory?)] = [
    ("application/dicom", "IM0001", .image), ("video/mp4", "report.mp4", .image),
    ("application/pdf", "Lab_Report_2025.pdf", .lab), ("application/pdf", "MRI_report.pdf", .letter),
    ("application/pdf", "Blutbild.pdf", .lab), ("application/pdf", "Pathology report.pdf", .lab),
    ("application/pdf", "Second_opinion_letter.pdf", .other), ("application/pdf", "insurance.pdf", .other),
    ("application/pdf", "Überweisung.pdf", .letter), ("application/pdf", "MRI_Brain.pdf", .image),
    ("image/jpeg", "IMG_0001.jpg", .image), ("image/jpeg", "discharge letter.jpg", .letter),
    ("image/png", "blood.png", .lab), ("application/pdf", "scan.pdf", nil), ("text/plain", "a.txt", nil),
    (nil, "MRI.bin", .image), ("application/pdf", "notelet labour.pdf", nil),
  ]

  @Test(arguments: guesses)
  func `R047 a category is proposed from the type and the words of the name`(
    _ type: String?, _ text: String, _ expected: DocumentCategory?
  ) {
    #expect(DocumentCategory.guess(mediaType: type, name: name(text)) == expected)
  }

  /// Headers with the size 640 x 48.
  static let headers: [(ContentKind, [UInt8])] = [
    (.png, S.png + [0, 0, 2, 0x80, 0, 0, 0, 0x30]), (.gif, S.gif + [0x80, 2, 0x30, 0]),
    (.bitmap, bitmap([0x80, 2, 0, 0, 0x30, 0, 0, 0])),
    (.bitmap, bitmap([0x80, 2, 0, 0, 0xD0, 0xFF, 0xFF, 0xFF])),
    (.jpeg, [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 0x30, 2, 0x80, 3]), (.jpeg, cameraJPEG),
    (.tiff, littleTIFF), (.tiff, bigTIFF),
  ]

  /// What a camera puts before the frame, a table, and a byte that fills.
  private static let cameraJPEG: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE1, 0x40, 0] + [UInt8](repeating: 0xC0, count: 0x3FFE)
    + [0xFF, 0xC4, 0, 3, 0, 0xFF, 0xFF, 0xC2, 0, 17, 8, 0, 0x30, 2, 0x80, 3]
  private static let littleTIFF: [UInt8] = [
    0x49, 0x49, 42, 0, 10, 0, 0, 0, 9, 9, 3, 0, 0xFE, 0, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 0, 1, 0, 0, 0,
    0x80, 2, 9, 9, 1, 1, 4, 0, 1, 0, 0, 0, 0x30, 0, 0, 0,
  ]
  private static let bigTIFF: [UInt8] = [
    0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2, 1, 0, 0, 4, 0, 0, 0, 1, 0, 0, 2, 0x80, 1, 1, 0, 3, 0, 0, 0, 1, 0,
    0x30,
    0, 0,
  ]

  private static func bitmap(_ size: [UInt8]) -> [UInt8] {
    S.text("BM") + [UInt8](repeating: 0, count: 16) + size
  }

  private func size(_ kind: ContentKind, _ bytes: [UInt8]) throws -> ImageSize? {
    try ImageSize(kind) { offset, length in
      offset < bytes.count ? Array(bytes[Int(offset)...].prefix(length)) : []
    }
  }

  @Test(arguments: headers)
  func `R056 a picture's size is told by its header, and a broken header tells none`(
    _ kind: ContentKind, _ bytes: [UInt8]
  ) throws {
    let size = try #require(try size(kind, bytes))
    #expect((size.width, size.height) == (640, 48))
    #expect(size.isTiny)
    for cut in bytes.indices { _ = try self.size(kind, Array(bytes[..<cut])) }
    for place in bytes.indices.suffix(40) {
      var broken = bytes
      broken[place] ^= 0xFF
      _ = try self.size(kind, broken)
    }
  }

  @Test func `R056 a thumbnail is tiny, and a slice of an MRI is not`() throws {
    for (side, isTiny) in [(199, true), (200, false), (256, false)] {
      let size = try size(.gif, S.gif + [0xFF, 2, UInt8(side % 256), UInt8(side / 256)])
      #expect(size?.isTiny == isTiny)
    }
    #expect(try size(.pdf, S.pdf) == nil)
  }

  @Test(arguments: [
    ("trailer <</Root 1 0 R /Encrypt 5 0 R>>", true), ("<</Encrypt<</Filter/Standard>>>>", true),
    ("/Encrypt\n5 0 R", true), ("<</EncryptMetadata false>>", false), ("/Encrypt", false),
    ("Encrypt 5", false),
    ("//Encrypt 5 0 R", true), ("", false),
  ])
  func `R056 an encrypted PDF says so in its trailer`(_ text: String, _ isTold: Bool) {
    #expect(PDFEncryption.isTold(in: Array(text.utf8)) == isTold)
  }
}
