/// How many columns of a terminal text takes.
enum TextWidth {
  static func of(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  /// The text cut to `width` columns, with `…` at its end when something was cut.
  static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width, width > 0 else { return text }
    var used = 0
    var result = ""
    for character in text {
      let next = Self.width(character)
      if used + next > width - 1 { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }

  /// The same, with `…` at its front.
  static func cutFront(_ text: String, to width: Int) -> String {
    String(cut(String(text.reversed()), to: width).reversed())
  }

  /// Wide and full-width East Asian characters and emoji take two columns (UAX #11); a
  /// combining mark belongs to the character before it.
  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
