/// Reads the second, 64-bit part of a TZif file (RFC 8536 §3).
struct TZifReader {
  let bytes: [UInt8]
  private var position = 0

  struct Parsed {
    var transitions: [(at: Int64, type: Int)]
    var types: [(offset: Int, abbreviation: String)]
    var footer: String
  }

  private struct Counts {
    var utcFlags, standardFlags, leaps, times, types, characters: Int
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// `nil` when the file is cut or is not TZif of version 2 or later.
  mutating func parse() -> Parsed? {
    guard let first = header() else { return nil }
    position +=
      first.times * 5 + first.types * 6 + first.characters + first.leaps * 8 + first.standardFlags
      + first.utcFlags
    guard let counts = header(), counts.types > 0 else { return nil }
    var times: [Int64] = []
    for _ in 0..<counts.times {
      guard let time = integer(8) else { return nil }
      times.append(time)
    }
    var transitions: [(at: Int64, type: Int)] = []
    for time in times {
      guard let type = integer(1), type < counts.types else { return nil }
      transitions.append((time, Int(type)))
    }
    var entries: [(offset: Int, nameIndex: Int)] = []
    for _ in 0..<counts.types {
      guard let offset = integer(4), integer(1) != nil, let index = integer(1) else { return nil }
      entries.append((Int(offset), Int(index)))
    }
    guard position + counts.characters <= bytes.count else { return nil }
    let names = bytes[position..<(position + counts.characters)]
    let types = entries.map { entry in
      (entry.offset, String(decoding: names.dropFirst(entry.nameIndex).prefix { $0 != 0 }, as: UTF8.self))
    }
    position += counts.characters + counts.leaps * 12 + counts.standardFlags + counts.utcFlags
    guard position < bytes.count, bytes[position] == 0x0A else { return nil }
    let footer = bytes[(position + 1)...].prefix { $0 != 0x0A }
    return Parsed(transitions: transitions, types: types, footer: String(decoding: footer, as: UTF8.self))
  }

  private mutating func header() -> Counts? {
    guard position >= 0, position + 44 <= bytes.count, bytes[position...].starts(with: Array("TZif".utf8)),
      bytes[position + 4] >= UInt8(ascii: "2")
    else { return nil }
    position += 20
    var values: [Int] = []
    for _ in 0..<6 {
      guard let value = integer(4), (0...100_000).contains(value) else { return nil }
      values.append(Int(value))
    }
    return Counts(
      utcFlags: values[0], standardFlags: values[1], leaps: values[2], times: values[3], types: values[4],
      characters: values[5])
  }

  /// A signed big-endian number of `width` bytes; one byte alone is unsigned.
  private mutating func integer(_ width: Int) -> Int64? {
    guard position + width <= bytes.count else { return nil }
    var value: UInt64 = 0
    for byte in bytes[position..<(position + width)] { value = value << 8 | UInt64(byte) }
    position += width
    return width == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
  }
}
