/// A format of files: how it is called, what its names end in, and what its content is.
public struct FileFormat: Hashable, Sendable {
  /// As a person calls it: `PDF`.
  public let name: String
  /// Its media type (RFC 6838).
  public let mediaType: String
  /// What names end in, behind the last dot, in small letters.
  public let endings: [String]
  /// What its content is; empty for text, which has no mark.
  let kinds: [ContentKind]
  /// What its ZIP file holds, if it is one.
  let package: ZIPPackage?
  /// Whether a second-opinion request takes it (R041).
  public let isInRequest: Bool

  private init(
    _ name: String, _ mediaType: String, _ endings: [String], _ kinds: [ContentKind],
    package: ZIPPackage? = nil, inRequest: Bool = false
  ) {
    self.name = name
    self.mediaType = mediaType
    self.endings = endings
    self.kinds = kinds
    self.package = package
    isInRequest = inRequest
  }

  /// The formats that have a name; those of requests first.
  public static let all: [FileFormat] = [
    FileFormat("PDF", "application/pdf", ["pdf"], [.pdf], inRequest: true),
    FileFormat(
      "DOCX", office("wordprocessingml.document"), ["docx"], [.zip], package: .officePart("word"),
      inRequest: true),
    FileFormat("JPG", "image/jpeg", ["jpg", "jpeg", "jpe", "jfif"], [.jpeg], inRequest: true),
    FileFormat("PNG", "image/png", ["png"], [.png], inRequest: true),
    FileFormat("TIFF", "image/tiff", ["tif", "tiff"], [.tiff], inRequest: true),
    FileFormat("DICOM", "application/dicom", ["dcm", "dicom"], [.dicom], inRequest: true),
    FileFormat("BMP", "image/bmp", ["bmp", "dib"], [.bitmap]),
    FileFormat("GIF", "image/gif", ["gif"], [.gif]),
    FileFormat("WebP", "image/webp", ["webp"], [.webP]),
    FileFormat("HEIC", "image/heic", ["heic", "heif", "avif"], [.heif]),
    FileFormat("JPEG 2000", "image/jp2", ["jp2", "j2k", "jpx"], [.jpeg2000]),
    FileFormat("MP4", "video/mp4", ["mp4", "m4v"], [.mp4, .quickTime]),
    FileFormat("QuickTime", "video/quicktime", ["mov", "qt"], [.quickTime, .mp4]),
    FileFormat("3GP", "video/3gpp", ["3gp", "3g2"], [.mp4]),
    FileFormat("AVI", "video/x-msvideo", ["avi"], [.avi]),
    FileFormat("WebM", "video/webm", ["webm"], [.matroska]),
    FileFormat("Matroska", "video/x-matroska", ["mkv"], [.matroska]),
    FileFormat("MPEG", "video/mpeg", ["mpg", "mpeg", "vob"], [.mpeg, .transportStream]),
    FileFormat("MPEG-TS", "video/mp2t", ["ts", "mts", "m2ts"], [.transportStream]),
    FileFormat("WMV", "video/x-ms-wmv", ["wmv", "asf"], [.windowsMedia]),
    FileFormat("Flash video", "video/x-flv", ["flv"], [.flash]),
    FileFormat("DOC", "application/msword", ["doc", "dot"], [.ole, .rtf]),
    FileFormat("XLS", "application/vnd.ms-excel", ["xls"], [.ole]),
    FileFormat("PPT", "application/vnd.ms-powerpoint", ["ppt", "pps"], [.ole]),
    FileFormat("XLSX", office("spreadsheetml.sheet"), ["xlsx"], [.zip], package: .officePart("xl")),
    FileFormat("PPTX", office("presentationml.presentation"), ["pptx"], [.zip], package: .officePart("ppt")),
    FileFormat("ODT", openDocument("text"), ["odt"], [.zip], package: .declared(openDocument("text"))),
    FileFormat(
      "ODS", openDocument("spreadsheet"), ["ods"], [.zip], package: .declared(openDocument("spreadsheet"))),
    FileFormat(
      "ODP", openDocument("presentation"), ["odp"], [.zip], package: .declared(openDocument("presentation"))),
    FileFormat("RTF", "text/rtf", ["rtf"], [.rtf]),
    FileFormat("ZIP", "application/zip", ["zip"], [.zip]),
    FileFormat("text", "text/plain", ["txt"], []),
    FileFormat("CSV", "text/csv", ["csv"], []),
    FileFormat("XML", "application/xml", ["xml"], []),
    FileFormat("JSON", "application/json", ["json"], []),
    FileFormat("HTML", "text/html", ["html", "htm"], []),
    FileFormat("HL7", "application/hl7-v2", ["hl7"], []),
  ]

  /// The format whose names have this ending.
  static func named(_ ending: String) -> FileFormat? { byEnding[ending] }

  private static let byEnding = Dictionary(
    uniqueKeysWithValues: all.flatMap { format in format.endings.map { ($0, format) } })

  /// Whether a file of this front may be of this format.
  func holds(_ probe: ContentProbe) -> Bool {
    if kinds.isEmpty { return probe.kinds.isEmpty }
    if probe.isShiftedPDF { return kinds == [.pdf] }
    guard probe.kinds.contains(where: kinds.contains) else { return false }
    guard let package else { return true }
    if case .officePart = package, probe.package == .office { return true }
    return probe.package == package
  }

  private static func office(_ rest: String) -> String {
    "application/vnd.openxmlformats-officedocument." + rest
  }

  private static func openDocument(_ rest: String) -> String { "application/vnd.oasis.opendocument." + rest }

  /// What the names of programs and scripts end in, on any system: a folder passes from hand to
  /// hand, and the next one to open a file in it may have that system.
  static let programEndings: Set<String> = [
    "apk", "app", "appimage", "application", "bash", "bat", "chm", "cmd", "com", "command", "cpl", "csh",
    "deb", "dll", "drv", "exe", "gadget", "hta", "inf", "jar", "js", "jse", "ksh", "lnk", "mjs", "msc", "msi",
    "msix", "msp", "mst", "ocx", "php", "pif", "pkg", "pl", "ps1", "psm1", "py", "pyz", "rb", "reg", "rpm",
    "scf", "scr", "sct", "sh", "sys", "url", "vb", "vbe", "vbs", "wasm", "ws", "wsc", "wsf", "wsh", "zsh",
  ]
}
