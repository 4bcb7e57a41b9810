public import Records

/// Looks for the patient in the text of a mail, which goes out unencrypted (R065).
///
/// It finds what a tired person writes: the family name, the given name, the date of birth in
/// the usual ways, the medical record number. It cannot find everything, and the warning that
/// the text is not encrypted is given in any case.
public enum MessageScan {
  /// What of the patient stands in the text, as words for a message: never the value itself.
  public static func findings(in text: String, about patient: Demographics) -> [String] {
    let words = TextFolding.words(text)
    var findings: [String] = []
    if contains(TextFolding.words(patient.family), in: words) { findings.append("the family name") }
    if contains(TextFolding.words(patient.given), in: words) { findings.append("the given name") }
    if dates(of: patient.birthDate).contains(where: { contains($0, in: words) }) {
      findings.append("the date of birth")
    }
    if contains(TextFolding.words(patient.mrn), in: words) { findings.append("the medical record number") }
    return findings
  }

  private static func contains(_ needle: [String], in words: [String]) -> Bool {
    // A single letter stands in any text.
    guard !needle.isEmpty, needle.joined().count > 1, words.count >= needle.count else { return false }
    return (0...(words.count - needle.count)).contains {
      words[$0..<($0 + needle.count)].elementsEqual(needle)
    }
  }

  /// 1980-04-03, 03.04.1980, 3/4/1980, 4/3/80 and so on, as folded words.
  private static func dates(of date: CivilDate) -> [[String]] {
    func both(_ number: Int) -> [String] { number < 10 ? ["\(number)", "0\(number)"] : ["\(number)"] }
    let years = ["\(date.year)", String("\(date.year)".suffix(2))]
    var forms: [[String]] = []
    for day in both(date.day) {
      for month in both(date.month) {
        forms.append(["\(date.year)", month, day])
        for year in years { forms += [[day, month, year], [month, day, year]] }
      }
    }
    return forms + [[date.iso8601.replacing("-", with: "")]]
  }
}
