internal import Records

/// The ways in which a name is written in a letter.
struct NameForms {
  private let whole: String
  private let parts: [String]

  init(_ name: String) {
    let words = TextFolding.words(name)
    whole = words.joined()
    parts = words.filter { $0.count >= 3 && !Self.particles.contains($0) }
  }

  /// Whether the name, or a telling part of it, stands in folded words.
  func stand(in words: [String]) -> Bool {
    // `Müllers Befund`, `Muller's report`.
    ([whole] + parts).contains { name in
      WordRuns.contain(name, in: words) || (name.count > 2 && WordRuns.contain(name + "s", in: words))
    }
  }

  /// Words of names that stand in any text of some language.
  private static let particles: Set<String> = [
    "van", "von", "vom", "zum", "zur", "der", "den", "dem", "des", "die", "das", "del", "della", "dos", "las",
    "los", "les", "ter", "ten", "und", "and", "the", "bin", "ibn", "abu",
  ]
}

/// Letters spelled out as people do who do not have them on their keyboards.
enum Transliteration {
  static func spellingOut(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "ä", "Ä": result += "ae".unicodeScalars
      case "ö", "Ö", "ø", "Ø": result += "oe".unicodeScalars
      case "ü", "Ü": result += "ue".unicodeScalars
      case "å", "Å": result += "aa".unicodeScalars
      // Two dots behind their letter.
      case "\u{308}": result += "e".unicodeScalars
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
