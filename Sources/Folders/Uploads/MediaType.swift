public import Records

/// What a file is, told by its first bytes and, where those say nothing, by its name (R032).
public struct MediaType: Hashable, Sendable {
  /// The media type (RFC 6838).
  public let name: String

  /// How many bytes from the front of a file tell what it is.
  public static let headLength = 4096

  /// The type of a file by the front of its content and its name.
  public init(head: [UInt8], fileName: FileName) {
    let ending = Self.ending(of: fileName)
    let byContent =
      Self.signatures.first { $0.matches(head) }?.type ?? (Self.isBitmap(head) ? "image/bmp" : nil)
    switch byContent {
    case "application/zip"?: name = Self.zipped[ending] ?? "application/zip"
    case "application/x-ole-storage"?:
      name = ending == "doc" ? "application/msword" : "application/x-ole-storage"
    case let type?: name = type
    case nil: name = Self.byEnding[ending] ?? "application/octet-stream"
    }
  }

  /// Two letters are not enough to tell a bitmap from a text; behind its size it has four bytes
  /// that are always zero.
  private static func isBitmap(_ head: [UInt8]) -> Bool {
    head.count > 10 && head.starts(with: Array("BM".utf8)) && head[6..<10].allSatisfy { $0 == 0 }
  }

  private static func ending(of name: FileName) -> String {
    guard let dot = name.bytes.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return String(decoding: name.bytes[(dot + 1)...], as: UTF8.self).lowercased()
  }

  private struct Signature {
    let type: String
    let offset: Int
    let bytes: [UInt8]

    init(_ type: String, _ text: String, at offset: Int = 0) {
      self.init(type, Array(text.utf8), at: offset)
    }

    init(_ type: String, _ bytes: [UInt8], at offset: Int = 0) {
      self.type = type
      self.bytes = bytes
      self.offset = offset
    }

    func matches(_ head: [UInt8]) -> Bool { head.dropFirst(offset).starts(with: bytes) }
  }

  private static let signatures: [Signature] = [
    Signature("application/pdf", "%PDF-"),
    Signature("application/dicom", "DICM", at: 128),
    Signature("image/jpeg", [0xFF, 0xD8, 0xFF]),
    Signature("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    Signature("image/tiff", [0x49, 0x49, 0x2A, 0x00]),
    Signature("image/tiff", [0x4D, 0x4D, 0x00, 0x2A]),
    Signature("image/gif", "GIF8"),
    Signature("image/webp", "WEBP", at: 8),
    Signature("video/x-msvideo", "AVI ", at: 8),
    Signature("image/heic", "ftypheic", at: 4),
    Signature("video/quicktime", "ftypqt", at: 4),
    Signature("video/mp4", "ftyp", at: 4),
    Signature("video/webm", [0x1A, 0x45, 0xDF, 0xA3]),
    Signature("video/mpeg", [0x00, 0x00, 0x01, 0xBA]),
    Signature("application/zip", [0x50, 0x4B, 0x03, 0x04]),
    Signature("application/x-ole-storage", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    Signature("text/rtf", "{\\rtf"),
  ]

  private static let zipped: [String: String] = [
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
  ]

  private static let byEnding: [String: String] = [
    "txt": "text/plain", "csv": "text/csv", "xml": "application/xml", "json": "application/json",
    "html": "text/html", "hl7": "application/hl7-v2",
  ]
}
