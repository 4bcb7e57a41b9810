/// What a ZIP file holds, told by the names of the entries at its front.
enum ZIPPackage: Hashable, Sendable {
  /// Any files.
  case none
  /// An Office document; which one, its first entries do not say.
  case office
  /// An Office document with its parts in this folder: `word`, `xl`, `ppt`.
  case officePart(String)
  /// An OpenDocument or an EPUB, which says its media type itself.
  case declared(String)

  private static let parts = ["word", "xl", "ppt"]
  private static let common = ["_rels", "docProps", "customXml"]

  /// - Parameter head: the front of a ZIP file.
  init(_ head: [UInt8]) {
    let entries = Self.entries(head)
    // Only a document's first entry is a part of it; a document further back may be one that is
    // packed in an archive.
    guard let first = entries.first else {
      self = .none
      return
    }
    if first.name == "mimetype" {
      self = .declared(String(decoding: first.content.prefix { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self))
    } else if Self.folder(of: first.name, in: Self.parts + Self.common) != nil
      || first.name == "[Content_Types].xml"
    {
      let part = entries.lazy.compactMap { Self.folder(of: $0.name, in: Self.parts) }.first
      self = part.map { .officePart($0) } ?? .office
    } else {
      self = .none
    }
  }

  private static func folder(of name: String, in folders: [String]) -> String? {
    folders.first { name.hasPrefix($0 + "/") }
  }

  private struct Entry {
    let name: String
    let content: ArraySlice<UInt8>
  }

  /// Local headers wherever they stand: a writer that streams says an entry's length behind it.
  private static func entries(_ head: [UInt8]) -> [Entry] {
    var found: [Entry] = []
    var place = 0
    while place + 30 <= head.count {
      guard head[place] == 0x50, head[place + 1] == 0x4B, head[place + 2] == 0x03, head[place + 3] == 0x04
      else {
        place += 1
        continue
      }
      let name = place + 30
      let content = name + int16(head, place + 26) + int16(head, place + 28)
      let size = int16(head, place + 18)
      guard content <= head.count else { break }
      found.append(
        Entry(
          name: String(decoding: head[name..<(name + int16(head, place + 26))], as: UTF8.self),
          content: head[content..<min(head.count, content + size)]))
      place = content
    }
    return found
  }

  private static func int16(_ bytes: [UInt8], _ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
}

/// The directory at the end of a ZIP file, by which a reader opens it whatever its front says.
enum ZIPDirectory {
  /// How much of a file's end may hold the directory's end: 22 bytes and a comment.
  static let tailLength = 22 + 65_535

  /// Whether a file with this end opens as a ZIP file.
  ///
  /// The mark alone, four bytes, is found by chance in one large file of 65,000; so what stands
  /// behind it has to make sense.
  static func ends(_ tail: [UInt8]) -> Bool {
    var place = tail.count - 22
    while place >= 0 {
      if tail[place] == 0x50, tail[place + 1] == 0x4B, tail[place + 2] == 0x05, tail[place + 3] == 0x06,
        isSound(tail, place)
      {
        return true
      }
      place -= 1
    }
    return false
  }

  private static func isSound(_ tail: [UInt8], _ place: Int) -> Bool {
    let int16 = { (offset: Int) in Int(tail[place + offset]) | Int(tail[place + offset + 1]) << 8 }
    let entries = int16(10)
    let size = int16(12) | int16(14) << 16
    let isWide = entries == 0xFFFF
    return int16(4) == int16(6) && [0, 0xFFFF].contains(int16(4)) && int16(8) == entries && entries > 0
      && (isWide || size >= 46 * entries) && int16(20) <= tail.count - place - 22
  }
}
