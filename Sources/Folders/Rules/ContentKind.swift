internal import Records

/// What a file's content says it is, by the bytes at its front.
enum ContentKind: String, CaseIterable, Sendable {
  case pdf = "PDF"
  case dicom = "DICOM"
  case jpeg = "JPEG"
  case png = "PNG"
  case tiff = "TIFF"
  case gif = "GIF"
  case bitmap = "BMP"
  case webP = "WebP"
  case jpeg2000 = "JPEG 2000"
  case heif = "HEIF"
  case mp4 = "MP4"
  case quickTime = "QuickTime"
  case avi = "AVI"
  case matroska = "Matroska"
  case mpeg = "MPEG"
  case transportStream = "MPEG transport stream"
  case windowsMedia = "Windows Media"
  case flash = "Flash video"
  case ole = "OLE"
  case rtf = "RTF"
  case zip = "ZIP"
  case program = "program"

  /// The kind that a file of this front is, going by what stands at the very front.
  init?(front head: [UInt8]) {
    if Self.isProgram(head) {
      self = .program
    } else if let kind = Self.signatures.first(where: { $0.matches(head) })?.kind {
      self = kind
    } else if Self.isBitmap(head) {
      self = .bitmap
    } else if Self.isTransportStream(head) {
      self = .transportStream
    } else {
      return nil
    }
  }

  /// Two letters are not enough to tell a bitmap from a text; behind its size it has four bytes
  /// that are always zero.
  private static func isBitmap(_ head: [UInt8]) -> Bool {
    head.count > 10 && head.starts(with: Array("BM".utf8)) && head[6..<10].allSatisfy { $0 == 0 }
  }

  /// Packets of 188 bytes, in a camera's files with four more in front, each with the same byte.
  private static func isTransportStream(_ head: [UInt8]) -> Bool {
    [(0, 188), (4, 192)].contains { offset, length in
      head.count > offset + 4 * length && (0...4).allSatisfy { head[offset + $0 * length] == 0x47 }
    }
  }

  /// The two letters of a program for Windows or DOS may begin a text; its header has zeros.
  private static func isProgram(_ head: [UInt8]) -> Bool {
    if programs.contains(where: { head.starts(with: $0) }) { return true }
    return head.starts(with: Array("MZ".utf8)) && head.prefix(64).contains(0)
  }

  /// ELF, Mach-O of either byte order and word size, several of them or Java, WebAssembly, Android,
  /// a script's first line (also behind a byte order mark), a link of Windows.
  private static let programs: [[UInt8]] = [
    [0x7F, 0x45, 0x4C, 0x46], [0xFE, 0xED, 0xFA, 0xCE], [0xFE, 0xED, 0xFA, 0xCF], [0xCE, 0xFA, 0xED, 0xFE],
    [0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE], [0x00, 0x61, 0x73, 0x6D], Array("dex\n".utf8),
    Array("#!".utf8), [0xEF, 0xBB, 0xBF, 0x23, 0x21], [0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00],
  ]

  private struct Signature {
    let kind: ContentKind
    let offset: Int
    let bytes: [UInt8]

    init(_ kind: ContentKind, _ text: String, at offset: Int = 0) {
      self.init(kind, Array(text.utf8), at: offset)
    }

    init(_ kind: ContentKind, _ bytes: [UInt8], at offset: Int = 0) {
      self.kind = kind
      self.bytes = bytes
      self.offset = offset
    }

    func matches(_ head: [UInt8]) -> Bool { head.dropFirst(offset).starts(with: bytes) }
  }

  private static let signatures: [Signature] =
    [
      Signature(.pdf, "%PDF-"), Signature(.jpeg, [0xFF, 0xD8, 0xFF]),
      Signature(.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      Signature(.tiff, [0x49, 0x49, 0x2A, 0x00]), Signature(.tiff, [0x4D, 0x4D, 0x00, 0x2A]),
      Signature(.tiff, [0x49, 0x49, 0x2B, 0x00]), Signature(.tiff, [0x4D, 0x4D, 0x00, 0x2B]),
      Signature(.gif, "GIF8"), Signature(.webP, "WEBP", at: 8), Signature(.avi, "AVI ", at: 8),
      Signature(.jpeg2000, [0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20]),
      Signature(.jpeg2000, [0xFF, 0x4F, 0xFF, 0x51]), Signature(.quickTime, "ftypqt", at: 4),
    ]
    + ["heic", "heix", "hevc", "heim", "mif1", "msf1", "avif", "avis"].map {
      Signature(.heif, "ftyp" + $0, at: 4)
    }
    + [Signature(.mp4, "ftyp", at: 4)]
    // What QuickTime wrote before there were brands.
    + ["moov", "mdat", "wide", "pnot"].map { Signature(.quickTime, $0, at: 4) }
    + [
      Signature(.matroska, [0x1A, 0x45, 0xDF, 0xA3]), Signature(.mpeg, [0x00, 0x00, 0x01, 0xBA]),
      Signature(.mpeg, [0x00, 0x00, 0x01, 0xB3]),
      Signature(.windowsMedia, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]),
      Signature(.flash, "FLV\u{1}"), Signature(.zip, [0x50, 0x4B, 0x03, 0x04]),
      Signature(.ole, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), Signature(.rtf, "{\\rtf"),
    ]
}
