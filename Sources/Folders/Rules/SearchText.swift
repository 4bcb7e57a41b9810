internal import Records

/// Text to search for: each of its words must begin a word of the folder.
public struct SearchText: Sendable {
  /// What one word of the text is looked for as.
  private struct Needle: Sendable {
    /// As the front of a date of birth, when the word can be one: `1980-04` is April 1980.
    let date: [UInt8]?
    /// As words, all of which must be there.
    let words: [[UInt8]]
  }

  private let needles: [Needle]

  /// Reads the text; `nil` when it has no letter and no digit, which would find everybody.
  public init?(_ text: String) {
    needles = text.split(whereSeparator: \.isWhitespace).compactMap { word in
      let words = TextFolding.words(String(word)).map { [0x20] + Array($0.utf8) }
      guard !words.isEmpty else { return nil }
      return Needle(date: Self.isDate(word) ? [0x20] + Array(word.utf8) : nil, words: words)
    }
    if needles.isEmpty { return nil }
  }

  /// Whether the word is a date `YYYY-MM-DD`, or the year and month of one. A year alone needs
  /// no rule of its own: it is one word, and begins the date.
  private static func isDate(_ word: Substring) -> Bool {
    CivilDate(iso8601: String(word)) != nil || CivilDate(iso8601: word + "-01") != nil
  }

  /// Whether a card may belong to a folder that is meant; a cut card is never ruled out.
  func mayMatch(_ card: RawSpan) -> Bool {
    unsafe card.withUnsafeBytes { bytes in
      guard let flag = unsafe bytes.first else { return true }
      return flag == 1 || needles.allSatisfy { unsafe Self.finds($0, in: bytes) }
    }
  }

  /// Whether the folder is meant.
  func matches(_ person: Demographics) -> Bool {
    return unsafe SearchCard.words(person).withUnsafeBytes { bytes in
      needles.allSatisfy { unsafe Self.finds($0, in: bytes) }
    }
  }

  private static func finds(_ needle: Needle, in bytes: UnsafeRawBufferPointer) -> Bool {
    if let date = needle.date, unsafe contains(date, in: bytes) { return true }
    return needle.words.allSatisfy { unsafe contains($0, in: bytes) }
  }

  private static func contains(_ needle: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= needle.count else { return false }
    for start in 0...(bytes.count - needle.count) where unsafe bytes[start] == 0x20 {
      if unsafe bytes[start..<(start + needle.count)].elementsEqual(needle) { return true }
    }
    return false
  }
}
