internal import Records

/// All that a file's front says it is: a reader of one format may open what a reader of another
/// one opens, too, and see something else.
struct ContentProbe: Sendable {
  /// What the very front says, with DICOM, whose mark stands behind 128 bytes that are free for
  /// another format; and a PDF header anywhere in the first 1024 bytes, where readers look for it.
  let kinds: [ContentKind]
  /// What a ZIP holds, told by its first entries.
  let package: ZIPPackage
  /// A PDF's header is not at its front, but behind something that is nothing else.
  let isShiftedPDF: Bool
  /// DICOM's class of objects that hold a PDF.
  let isEncapsulatedPDF: Bool

  init(_ head: [UInt8]) {
    let front = ContentKind(front: head)
    var kinds = [front].compactMap(\.self)
    if head.dropFirst(128).starts(with: Array("DICM".utf8)) { kinds.append(.dicom) }
    let hasPDF = front != .pdf && Self.contains(Array("%PDF-".utf8), in: head.prefix(1024))
    isShiftedPDF = hasPDF && kinds.isEmpty
    if hasPDF, !kinds.isEmpty { kinds.append(.pdf) }
    self.kinds = kinds
    package = front == .zip ? ZIPPackage(head) : .none
    isEncapsulatedPDF =
      kinds == [.dicom, .pdf] && Self.contains(Array("1.2.840.10008.5.1.4.1.1.104.1".utf8), in: head[...])
  }

  /// The one kind, or the last of several.
  var kind: ContentKind? { kinds.last == .pdf && kinds.count > 1 ? kinds[kinds.count - 2] : kinds.last }

  /// Two formats in one file as their standards have it: a whole-slide image in TIFF and DICOM at
  /// once (PS3.10, 7.1), and a PDF that a DICOM object holds.
  var isTwoByStandard: Bool { kinds == [.tiff, .dicom] || isEncapsulatedPDF }

  static func contains(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = needle.first else { return true }
    var rest = bytes
    while let place = rest.firstIndex(of: first) {
      rest = rest[place...]
      if rest.starts(with: needle) { return true }
      rest.removeFirst()
    }
    return false
  }
}
