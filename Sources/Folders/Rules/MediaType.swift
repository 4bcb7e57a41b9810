public import Records

/// What a file is, told by its first bytes and, where those say nothing, by its name (R032).
public struct MediaType: Hashable, Sendable {
  /// The media type (RFC 6838).
  public let name: String

  /// How many bytes from the front of a file tell what it is.
  public static let headLength = 4096

  /// The type of a file by the front of its content and its name, which may contradict each
  /// other: the content is believed.
  public init(head: [UInt8], fileName: FileName) { self.init(ContentProbe(head), ending: fileName.ending) }

  init(_ probe: ContentProbe, ending: String) {
    if let named = FileFormat.named(ending), named.holds(probe) {
      // DICOM has a meaning of its own for what is in it, whatever the other name says.
      name = probe.kinds == [.tiff, .dicom] ? "application/dicom" : named.mediaType
    } else {
      name = Self.byContent(probe)
    }
  }

  private static func byContent(_ probe: ContentProbe) -> String {
    switch probe.kind {
    case nil: "application/octet-stream"
    case .rtf?: "text/rtf"
    case .program?: "application/x-executable"
    case .ole?: "application/x-ole-storage"
    case .zip?:
      FileFormat.all.first { $0.package != nil && $0.package == probe.package }?.mediaType
        ?? "application/zip"
    case .transportStream?: "video/mp2t"
    case .quickTime?: "video/quicktime"
    case let kind?: FileFormat.all.first { $0.kinds.contains(kind) }?.mediaType ?? "application/octet-stream"
    }
  }
}

extension FileName {
  /// What the name ends in behind its last dot, in small letters; empty without one.
  ///
  /// Windows drops dots and blanks from a name's end, so they hide no ending here.
  var ending: String {
    var bytes = bytes[...]
    while let last = bytes.last, last == 0x20 || last == UInt8(ascii: ".") { bytes.removeLast() }
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return String(decoding: bytes[(dot + 1)...], as: UTF8.self).lowercased()
  }
}
