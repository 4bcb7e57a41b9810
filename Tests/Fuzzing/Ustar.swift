/// A tar archive as a list of entries, for making the ones that our writer never would.
package struct Ustar {
  package struct Entry {
    package var path: String
    package var content: [UInt8]
    /// `0` file, `1` hard link, `2` symbolic link, `3` character device, `5` folder, `6` FIFO.
    package var type: UInt8
    package var link: String
    /// Header and content as another program wrote them; everything else is passed over then.
    package var raw: [UInt8]?
    /// A size for the header that is not the content's.
    package var statedSize: Int?

    package init(
      path: String, content: [UInt8] = [], type: UInt8 = UInt8(ascii: "0"), link: String = "",
      raw: [UInt8]? = nil, statedSize: Int? = nil
    ) {
      self.path = path
      self.content = content
      self.type = type
      self.link = link
      self.raw = raw
      self.statedSize = statedSize
    }
  }

  package var entries: [Entry]
  package var tail: [UInt8] = [UInt8](repeating: 0, count: 1024)

  package init(_ entries: [Entry]) { self.entries = entries }

  /// Reads an archive as our writer makes it; of extended headers only the path is taken.
  package init(parsing bytes: [UInt8]) {
    entries = []
    var start = 0
    var longPath: String?
    while start + 512 <= bytes.count, bytes[start] != 0 {
      let header = bytes[start..<start + 512]
      func text(_ offset: Int, _ count: Int) -> String {
        String(
          decoding: header[(start + offset)..<(start + offset + count)].prefix { $0 != 0 }, as: UTF8.self)
      }
      let size = Int(text(124, 12).trimmingBlanks, radix: 8) ?? 0
      let prefix = text(345, 155)
      defer { start += 512 + (size + 511) / 512 * 512 }
      if header[start + 156] == UInt8(ascii: "x") {
        let records = String(decoding: bytes[(start + 512)..<(start + 512 + size)], as: UTF8.self)
        longPath = records.split(separator: "\n").first { $0.contains(" path=") }
          .map { String($0.drop { $0 != "=" }.dropFirst()) }
        continue
      }
      entries.append(
        Entry(
          path: longPath ?? (prefix.isEmpty ? "" : prefix + "/") + text(0, 100),
          content: Array(bytes[(start + 512)..<(start + 512 + size)]), type: header[start + 156]))
      longPath = nil
    }
  }

  package var bytes: [UInt8] { entries.flatMap(Self.write) + tail }

  private static func write(_ entry: Entry) -> [UInt8] {
    if let raw = entry.raw { return raw }
    var out: [UInt8] = []
    var name = Array(entry.path.utf8)
    if name.count > 100 {
      out += block(Array("././@LongLink".utf8), name.count + 1, UInt8(ascii: "L"), "") + padded(name + [0])
      name = Array(name.prefix(100))
    }
    return out + block(name, entry.statedSize ?? entry.content.count, entry.type, entry.link)
      + padded(entry.content)
  }

  private static func block(_ name: [UInt8], _ size: Int, _ type: UInt8, _ link: String) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ offset: Int) { put(Array(text.utf8), offset) }
    func put(_ text: [UInt8], _ offset: Int) {
      header.replaceSubrange(offset..<offset + text.count, with: text)
    }
    func octal(_ value: Int, _ width: Int) -> String {
      let digits = String(value, radix: 8)
      return String(repeating: "0", count: width - digits.utf8.count) + digits
    }
    put(name, 0)
    put("0000644", 100)
    put("0000000", 108)
    put("0000000", 116)
    put(octal(size, 11), 124)
    put(octal(1_700_000_000, 11), 136)
    put([type], 156)
    put(link, 157)
    put("ustar", 257)
    put("00", 263)
    put("        ", 148)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6), 148)
    header[154] = 0
    return header
  }

  private static func padded(_ content: [UInt8]) -> [UInt8] {
    content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }
}

extension String {
  fileprivate var trimmingBlanks: String { filter { $0 != " " } }
}
