public import Records

/// Looks for the patient in the text of a mail, which goes out unencrypted (R065).
///
/// It finds what a tired person writes: the family name or the given name, whole, in part, in
/// the genitive or with `ue` for `ü`; the date of birth in the usual ways; the medical record
/// number with or without its blanks, dashes and letters. It cannot find everything, and the
/// warning that the text is not encrypted is given in any case.
public enum MessageScan {
  /// What of the patient stands in the text, as words for a message: never the value itself.
  public static func findings(in text: String, about patient: Demographics) -> [String] {
    let words = TextFolding.words(text)
    let spelledOut = TextFolding.words(Transliteration.spellingOut(text))
    var findings: [String] = []
    func looks(for name: String) -> Bool {
      NameForms(name).stand(in: words) || NameForms(Transliteration.spellingOut(name)).stand(in: spelledOut)
    }
    if looks(for: patient.family) { findings.append("the family name") }
    if looks(for: patient.given) { findings.append("the given name") }
    if BirthDateForms(patient.birthDate).stand(in: words) { findings.append("the date of birth") }
    if number(patient.mrn, standsIn: words) { findings.append("the medical record number") }
    return findings
  }

  private static func number(_ mrn: String, standsIn words: [String]) -> Bool {
    let joined = TextFolding.words(mrn).joined()
    // `4711` for `MRN-4711`: the letters in front are the same for everybody.
    let digits = String(joined.drop { $0.isLetter })
    return WordRuns.contain(joined, in: words) || (digits.count >= 4 && WordRuns.contain(digits, in: words))
  }
}

/// Words that follow each other, whatever parts them.
enum WordRuns {
  /// Whether some words, written together, are `needle`. A single letter stands in any text
  /// and counts for nothing.
  static func contain(_ needle: String, in words: [String]) -> Bool {
    guard needle.count > 1 else { return false }
    return words.indices.contains { start in
      var run = ""
      for word in words[start...] {
        run += word
        if run == needle { return true }
        if run.utf8.count >= needle.utf8.count { return false }
      }
      return false
    }
  }
}
