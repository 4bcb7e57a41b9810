internal import Platform
internal import SystemPackage

/// Arguments as text that can be turned back into the very bytes that were given.
///
/// The argument parser takes `String`, and a file name need not be UTF-8. Each byte that is
/// not part of valid UTF-8 travels as one scalar of a private-use plane; a scalar of that
/// range in the input is escaped byte by byte as well, so two names never become one. A mark
/// behind `=` travels like that too: the parser sees characters, and `=` with an accent is none
/// that it looks for.
enum ArgumentText {
  private static let base: UInt32 = 0x10_FF00

  static func encode(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while let first = rest.first {
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      let piece = rest.prefix(length)
      let valid = String(validating: piece, as: UTF8.self)
      if let scalar = valid?.unicodeScalars.first, scalar.value < base, valid?.unicodeScalars.count == 1,
        text.last != "=" || "=\(scalar)".count == 2
      {
        text.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        if let stand = Unicode.Scalar(base + UInt32(first)) { text.append(stand) }
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  static func decode(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
      scalar.value >= base ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
    }
  }
}

extension ArgumentText {
  /// Text for one line of a terminal: bytes that were not UTF-8 and control characters, line
  /// feeds among them, as `\xNN`. A file name could write a line of its own otherwise.
  static func printable(_ text: String) -> String { FilePath.printable(decode(text)) }
}
