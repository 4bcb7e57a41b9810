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
