internal import Records

/// Free text in a mail header (RFC 5322, RFC 2047).
enum HeaderText {
  /// The longest line that holds an encoded word (RFC 2047, 2).
  private static let lineLimit = 76

  /// Whether the text may go into a header at all. A line break would begin a header of the
  /// writer's choosing; U+0085, U+2028 and U+2029 are line breaks to some readers.
  static func isSafe(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0x2028
        && scalar.value != 0x2029
    }
  }

  /// Whether the text may stand as it is. `=?` would be taken for the start of an encoded
  /// word, and blanks at an end are lost on the way.
  static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.isASCII) && !text.contains("=?") && !text.hasPrefix(" ")
      && !text.hasSuffix(" ")
  }

  /// The text for a header whose name, colon and blank take `indent` bytes.
  static func unstructured(_ text: String, indent: Int) -> String {
    isPlain(text) && indent + text.utf8.count <= lineLimit ? text : encodedWords(text, indent: indent)
  }

  /// The text as encoded words, one a line, none of which parts a Unicode scalar.
  static func encodedWords(_ text: String, indent: Int) -> String {
    let wrapping = "=?utf-8?B?".utf8.count + "?=".utf8.count
    var words: [String] = []
    var bytes: [UInt8] = []
    // Base64 turns three bytes into four, so whole groups of three fill a line best.
    var room = (lineLimit - indent - wrapping) / 4 * 3
    for scalar in text.unicodeScalars {
      let more = Array(String(scalar).utf8)
      if bytes.count + more.count > room {
        words.append("=?utf-8?B?\(Base64.encode(bytes))?=")
        bytes = []
        room = (lineLimit - 1 - wrapping) / 4 * 3
      }
      bytes += more
    }
    words.append("=?utf-8?B?\(Base64.encode(bytes))?=")
    return words.joined(separator: "\r\n ")
  }
}
