internal import Records
internal import Storage

/// The normalised forms under which a folder is looked up. The store keeps only keyed hashes
/// of them.
enum FolderKeys {
  /// An exact identifier: blanks and case do not tell numbers apart, everything else does.
  static func mrn(_ mrn: String) -> Lookup {
    let plain = mrn.unicodeScalars.filter { !$0.properties.isWhitespace }.map(\.properties.uppercaseMapping)
    return Lookup(.mrn, Array(plain.joined().utf8))
  }

  /// A possible match, which a person must confirm.
  static func nameAndBirth(_ person: Demographics) -> Lookup {
    Lookup(.nameAndBirth, Array((name(person) + "|" + person.birthDate.iso8601).utf8))
  }

  static func email(_ address: EmailAddress) -> Lookup {
    Lookup(.email, Array(address.text.lowercased().utf8))
  }

  static func name(_ person: Demographics) -> String {
    (TextFolding.words(person.family) + ["|"] + TextFolding.words(person.given)).joined(separator: " ")
  }

  /// The identifiers that a text as a whole can be: an e-mail address, or a medical record
  /// number, which has a digit. A date is left to the search, since it is rather somebody's birth
  /// date than a number.
  static func identifiers(_ text: String) -> [Lookup] {
    let text = text.trimmingBlanks
    if let address = EmailAddress(text) { return [email(address), mrn(text)] }
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .decimalNumber }),
      CivilDate(iso8601: text) == nil
    else { return [] }
    return [mrn(text)]
  }

  static func all(of person: Demographics) -> [Lookup] {
    [mrn(person.mrn), nameAndBirth(person)] + person.emails.map { email($0.address) }
  }
}
