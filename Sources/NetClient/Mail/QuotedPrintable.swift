/// Text as quoted-printable (RFC 2045, 6.7): lines of at most 76 bytes, CR LF between them.
enum QuotedPrintable {
  private static let lineLimit = 76
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Encodes `text`; its line breaks may be LF, CR LF or CR, and the result ends in one.
  static func encode(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    for line in lines(of: Array(text.utf8)) {
      encode(line, into: &result)
      result += [0x0D, 0x0A]
    }
    return result
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      lines.append(bytes[start..<(index - 1)])
      if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
      start = index
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func encode(_ line: ArraySlice<UInt8>, into result: inout [UInt8]) {
    var column = 0
    // Some stores put `>` before a line that begins so, which would change the text.
    let guardsFrom = line.starts(with: "From ".utf8)
    for (index, byte) in zip(line.indices, line) {
      let isLast = index == line.endIndex - 1
      let token: [UInt8] =
        mustEncode(byte, isLast: isLast) || (guardsFrom && index == line.startIndex)
        ? [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]] : [byte]
      // The last byte of the line needs no room for a soft break behind it.
      if column + token.count > lineLimit - (isLast ? 0 : 1) {
        result += [UInt8(ascii: "="), 0x0D, 0x0A]
        column = 0
      }
      result += token
      column += token.count
    }
  }

  private static func mustEncode(_ byte: UInt8, isLast: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "="): true
    // A blank at a line's end is lost on the way.
    case 0x20, 0x09: isLast
    case 0x21...0x7E: false
    default: true
    }
  }
}
