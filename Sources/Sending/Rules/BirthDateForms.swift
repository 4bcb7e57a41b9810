internal import Records

/// The ways in which a date is written in a letter: 1980-04-03, 03.04.1980, 3/4/80, 4/3/1980,
/// 3 April 1980, April 3rd, 1980, 19800403 and so on.
struct BirthDateForms {
  private let years: [String]
  private let months: [String]
  private let days: [String]
  private let compact: [String]

  init(_ date: CivilDate) {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let year = padded(date.year % 100)
    let month = padded(date.month)
    let day = padded(date.day)
    years = ["\(date.year)", year]
    months = ["\(date.month)", month] + Self.names.map { $0[date.month - 1] }
    days = ["\(date.day)", day] + ["st", "nd", "rd", "th"].map { "\(date.day)\($0)" }
    compact = years.flatMap { [$0 + month + day, day + month + $0, month + day + $0] }
  }

  /// Whether the date stands in folded words.
  func stand(in words: [String]) -> Bool {
    words.contains { compact.contains($0) }
      || words.indices.dropLast(2).contains { start in
        let (first, second, third) = (words[start], words[start + 1], words[start + 2])
        return years.contains(third)
          && ((days.contains(first) && months.contains(second))
            || (months.contains(first) && days.contains(second)))
          || first == years[0] && months.contains(second) && days.contains(third)
      }
  }

  /// Names of months, folded: English, German, French, Spanish, and their short forms.
  private static let names: [[String]] = [
    [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
      "november", "december",
    ],
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    [
      "januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober",
      "november", "dezember",
    ],
    ["jan", "feb", "mrz", "apr", "mai", "jun", "jul", "aug", "sept", "okt", "nov", "dez"],
    [
      "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
      "novembre", "decembre",
    ],
    [
      "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
      "noviembre", "diciembre",
    ],
  ]
}
