/// Folds text for searching: case, accents and the ways to write a letter are passed over,
/// so that `Muller`, `MÜLLER` and `Mu\u{308}ller` are one.
///
/// The standard library gives no decomposition of letters, but it gives their names, and a
/// letter with a mark is named after the letter without it: LATIN SMALL LETTER O WITH STROKE.
/// That also folds Ø, Ł and Đ, which have no decomposition at all.
public enum TextFolding {
  /// The folded words of `text`, in order; whatever is neither letter nor digit separates them.
  public static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .spacingMark, .format: continue
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        word += folded(scalar)
      default:
        if !word.isEmpty { words.append(word) }
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func folded(_ scalar: Unicode.Scalar) -> String {
    let lower = scalar.properties.lowercaseMapping
    guard scalar.value > 0x7F else { return lower }
    switch lower {
    case "ß": return "ss"
    case "œ": return "oe"
    // At the end of a word only; in capitals there is no other.
    case "ς": return "σ"
    default: break
    }
    return lower.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
      .map { baseLetter($0) }.joined()
  }

  private static func baseLetter(_ scalar: Unicode.Scalar) -> String {
    guard scalar.value > 0x7F, let name = scalar.properties.name else { return String(scalar) }
    let words = name.split(separator: " ")
    if name.hasPrefix("LATIN SMALL LETTER "), words.count > 3 {
      // LATIN SMALL LETTER A WITH RING ABOVE, LATIN SMALL LETTER AE; DOTLESS I and the like stay.
      let letter = words[3]
      let isPlain = words.count == 4 ? letter.count == 2 : words[4] == "WITH" && letter.count <= 2
      return isPlain ? letter.lowercased() : name == "LATIN SMALL LETTER DOTLESS I" ? "i" : String(scalar)
    }
    if let with = words.firstIndex(of: "WITH"), let base = byName[words[..<with].joined(separator: " ")] {
      return base
    }
    return name == "CYRILLIC SMALL LETTER IO"
      ? "е" : name == "CYRILLIC SMALL LETTER SHORT I" ? "и" : String(scalar)
  }

  /// The small letters of Greek and Cyrillic by their names.
  private static let byName: [String: String] = {
    var letters: [String: String] = [:]
    for value in UInt32(0x0370)...0x052F {
      guard let scalar = Unicode.Scalar(value), let name = scalar.properties.name,
        name.contains("SMALL LETTER"), !name.contains("WITH")
      else { continue }
      letters[name] = String(scalar)
    }
    return letters
  }()
}
