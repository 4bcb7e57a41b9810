/// The fronts of files, as programs write them.
enum SampleContent {
  static let pdf = text("%PDF-1.7\n")
  static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10] + text("JFIF\u{0}")
  static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + text("IHDR")
  static let tiff: [UInt8] = [0x49, 0x49, 0x2A, 0x00, 8, 0, 0, 0]
  static let gif = text("GIF89a")
  static let bitmap: [UInt8] = text("BM") + [0x46, 0, 0, 0, 0, 0, 0, 0, 0x36, 0, 0, 0]
  static let mp4: [UInt8] = [0, 0, 0, 0x20] + text("ftypisom")
  static let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  static let elf: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]
  static let windowsProgram: [UInt8] = text("MZ") + [0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0]
  static let dicom = dicom(preamble: [])
  static let docx = zip(["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
  static let archive = zip(["scans/a.png", "scans/b.png"])
  /// Behind an archive's files: the directory of one entry, and its end.
  static let zipEnd: [UInt8] =
    [0x50, 0x4B, 0x01, 0x02] + [UInt8](repeating: 0, count: 42) + text("a") + [
      0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0,
    ]
    + [1, 0, 1, 0, 47, 0, 0, 0, 0, 1, 0, 0, 0, 0]

  static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// A DICOM file's front with something in its free 128 bytes, and a class of objects.
  static func dicom(preamble: [UInt8], of kind: String = "1.2.840.10008.5.1.4.1.1.4") -> [UInt8] {
    preamble + [UInt8](repeating: 0, count: 128 - preamble.count) + text("DICM") + [
      2, 0, 0, 0, 0x55, 0x4C, 4, 0,
    ]
      + text(kind)
  }

  /// Local headers with little behind each.
  static func zip(_ names: [String], content: [UInt8] = text("content")) -> [UInt8] {
    names.flatMap { name -> [UInt8] in
      [0x50, 0x4B, 0x03, 0x04, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        + [UInt8(content.count), 0, 0, 0, UInt8(content.count), 0, 0, 0, UInt8(name.utf8.count), 0, 0, 0]
        + text(name) + content
    }
  }
}
