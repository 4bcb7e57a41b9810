/// Turns a document's own name into one that every system stores and no shell, terminal or
/// checksum file stumbles over.
enum EntryName {
  /// The longest name in bytes, number and dash included.
  static let maximumLength = 200

  /// `documents/<number>-<name>`; the number makes it unique, whatever becomes of the name.
  static func path(number: Int, of total: Int, name: [UInt8]) -> String {
    let digits = String(number)
    let width = max(3, String(total).utf8.count)
    let head = String(repeating: "0", count: width - digits.utf8.count) + digits + "-"
    return "documents/" + head + sanitized(name, limit: maximumLength - head.utf8.count)
  }

  /// The name with everything but letters, digits and a few marks replaced, cut to `limit`
  /// bytes with its extension kept.
  static func sanitized(_ name: [UInt8], limit: Int) -> String {
    let text = String(decoding: name, as: UTF8.self)
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { safe.append(isPlain(scalar) ? scalar : "_") }
    var characters = Array(String(safe))
    // Windows drops dots at the end of a name; a leading dash is an option to many programs.
    while characters.last == "." { characters.removeLast() }
    while characters.first == "." || characters.first == "-" { characters.removeFirst() }
    if characters.isEmpty { return "unnamed" }
    return cut(characters, to: limit)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\u{FFFD}" { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber:
      return true
    default:
      return scalar == "." || scalar == "-" || scalar == "_" || scalar == "+"
    }
  }

  private static func cut(_ characters: [Character], to limit: Int) -> String {
    let name = String(characters)
    guard name.utf8.count > limit else { return name }
    var end = ""
    if let dot = characters.lastIndex(of: "."), dot > 0 {
      let suffix = String(characters[dot...])
      if suffix.utf8.count <= 16 { end = suffix }
    }
    var stem = ""
    for character in characters {
      guard stem.utf8.count + String(character).utf8.count + end.utf8.count <= limit else { break }
      stem.append(character)
    }
    return stem + end
  }
}
