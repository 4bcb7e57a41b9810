public import Records

/// Whether a file's name tells a reviewer what the file is, as `MRI_Brain_2025-08-21.pdf` does
/// (R051).
public enum NameQuality {
  /// Why a name says too little; `nil` when it says enough.
  ///
  /// A DICOM file says itself what it is, and is named by a machine.
  public static func weakness(of name: FileName, mediaType: String?, today: CivilDate) -> String? {
    guard mediaType != "application/dicom" else { return nil }
    if isGeneric(name) { return "the name says nothing about the content" }
    if NameDate.date(in: name, today: today) == nil { return "the name has no date as in 2026-01-31" }
    return nil
  }

  /// Whether a name holds nothing but numbers and the words that cameras, scanners and programs
  /// give: `IMG_0001.jpg`, `scan.pdf`, `document(1).docx`.
  static func isGeneric(_ name: FileName) -> Bool { words(of: name).allSatisfy(generic.contains) }

  /// The words of a name without its ending, digits cut off; single letters are none.
  static func words(of name: FileName) -> [String] {
    TextFolding.words(stem(of: name).text).flatMap { $0.split { $0.isNumber } }.map(String.init)
      .filter { $0.unicodeScalars.count > 1 }
  }

  static func stem(of name: FileName) -> FileName {
    guard let dot = name.bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0, FileFormat.named(name.ending) != nil
    else { return name }
    return FileName(bytes: Array(name.bytes[..<dot])) ?? name
  }

  private static let generic: Set<String> = [
    "attachment", "anhang", "bild", "bildschirmfoto", "capture", "copy", "datei", "dcim", "doc", "document",
    "dokument", "download", "dsc", "dscf", "dscn", "dscpdc", "fax", "file", "foto", "image", "images", "img",
    "kopie", "mov", "mvi", "neu", "new", "page", "pic", "pict", "picture", "photo", "pxl", "scan", "scanned",
    "scanner", "screenshot", "seite", "unbenannt", "unnamed", "untitled", "upload", "vid", "video", "wa",
    "whatsapp", "wp",
  ]

  /// What is odd about a name that is taken nonetheless; `nil` for nothing.
  ///
  /// A line feed breaks lists, and a mark that turns the direction of writing shows
  /// `fdp.exe` as `exe.pdf`.
  public static func oddity(of name: FileName) -> String? {
    guard let text = String(validating: name.bytes, as: UTF8.self) else { return "the name is not UTF-8" }
    let isOdd = text.unicodeScalars.contains {
      [.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }
    return isOdd ? "the name has control characters or marks of direction" : nil
  }
}

/// Makes a name that says more, as a proposal (R051).
public struct RenameTemplate: Sendable {
  private enum Piece {
    case text(String)
    case field(String)
  }

  /// The fields: what stands for the file in the name.
  public static let fields = ["category", "date", "ending", "name", "number"]

  private let pieces: [Piece]

  /// Reads a template as in `{category}_{name}_{date}.{ending}`; `nil` for an unknown field.
  public init?(_ text: String) {
    var pieces: [Piece] = []
    for (index, part) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard index > 0 else {
        pieces.append(.text(String(part)))
        continue
      }
      let halves = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, Self.fields.contains(String(halves[0])) else { return nil }
      pieces += [.field(String(halves[0])), .text(String(halves[1]))]
    }
    guard !text.contains("/"), !text.isEmpty else { return nil }
    self.pieces = pieces
  }

  /// The name for a file.
  ///
  /// - Parameter values: by field; one that is missing leaves nothing.
  public func name(_ values: [String: String]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .field(let field): values[field] ?? ""
      }
    }.joined()
  }
}
