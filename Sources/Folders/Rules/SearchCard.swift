internal import Records
internal import Storage

/// What `find` looks at instead of the whole record: a folder's words, folded, in at most 87
/// bytes, so that 100,000 folders are searched in a moment.
///
/// Layout: one byte, 1 when words were cut off and 0 otherwise; then the words of family name,
/// given names, date of birth and medical record number, each behind a blank.
struct SearchCard {
  static let maximumLength = RecordIndex.maximumCardLength
  let bytes: [UInt8]

  init(_ person: Demographics) {
    let text = Self.words(person)
    let isCut = text.count > Self.maximumLength - 1
    bytes = [isCut ? 1 : 0] + text.prefix(Self.maximumLength - 1)
  }

  /// The folded words of a folder, each behind a blank.
  static func words(_ person: Demographics) -> [UInt8] {
    let words =
      TextFolding.words(person.family) + TextFolding.words(person.given)
      + [person.birthDate.iso8601] + TextFolding.words(person.mrn)
    return words.reduce(into: []) { $0 += [0x20] + Array($1.utf8) }
  }
}

/// Text to search for: each of its words must begin a word of the folder.
public struct SearchText: Sendable {
  private let needles: [[UInt8]]

  /// Reads the text; `nil` when it has no letter and no digit, which would find everybody.
  public init?(_ text: String) {
    // A date of birth stays one word, as it is on the cards.
    let words = text.split(whereSeparator: \.isWhitespace).flatMap { word in
      CivilDate(iso8601: String(word)) != nil ? [String(word)] : TextFolding.words(String(word))
    }
    guard !words.isEmpty else { return nil }
    needles = words.map { [0x20] + Array($0.utf8) }
  }

  /// Whether a card may belong to a folder that is meant; a cut card is never ruled out.
  func mayMatch(_ card: RawSpan) -> Bool {
    unsafe card.withUnsafeBytes { bytes in
      guard let flag = unsafe bytes.first else { return true }
      return flag == 1 || needles.allSatisfy { unsafe Self.contains($0, in: bytes) }
    }
  }

  /// Whether the folder is meant.
  func matches(_ person: Demographics) -> Bool {
    return unsafe SearchCard.words(person).withUnsafeBytes { bytes in
      needles.allSatisfy { unsafe Self.contains($0, in: bytes) }
    }
  }

  private static func contains(_ needle: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= needle.count else { return false }
    for start in 0...(bytes.count - needle.count) where unsafe bytes[start] == 0x20 {
      if unsafe bytes[start..<(start + needle.count)].elementsEqual(needle) { return true }
    }
    return false
  }
}
