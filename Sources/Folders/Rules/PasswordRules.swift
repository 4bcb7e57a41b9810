public import Records

/// One rule for the passwords of patients; the raw value is its word for programs.
public enum PasswordRule: String, CaseIterable, Sendable {
  /// At least twelve characters.
  case length
  /// At most 256 bytes.
  case maximumLength = "maximum_length"
  /// The user name is not in it.
  case notUsername = "not_username"
  /// No part of the patient's name is in it.
  case notName = "not_name"
  /// The patient's date of birth is not in it, however it is written.
  case notBirthDate = "not_birth_date"
  /// It is not one that everybody tries first.
  case notCommon = "not_common"

  /// The rule for a person.
  public var text: String {
    switch self {
    case .length: "has at least \(PasswordRules.minimumLength) characters"
    case .maximumLength: "has at most \(PasswordRules.maximumLength) bytes"
    case .notUsername: "does not contain the user name"
    case .notName: "does not contain a part of the patient's name"
    case .notBirthDate: "does not contain the patient's date of birth"
    case .notCommon: "is not one that everybody tries first"
    }
  }
}

/// The rules for the password of one patient (R016, R157). Length counts, not the mix of letters,
/// digits and signs (NIST SP 800-63B, 5.1.1).
public struct PasswordRules: Sendable {
  /// The fewest characters.
  public static let minimumLength = 12
  /// The most bytes: more would be work for the sake of somebody who wants to see us work.
  public static let maximumLength = 256

  private let username: String
  private let nameParts: [String]
  private let dates: [String]

  /// The rules for somebody of this name and date of birth who signs in as `username`.
  public init(username: Username, person: Demographics) {
    self.username = TextFolding.words(username.text).joined()
    // Shorter ones are in many words that have nothing to do with the patient.
    nameParts = (TextFolding.words(person.family) + TextFolding.words(person.given)).filter { $0.count > 2 }
    dates = Self.spellings(of: person.birthDate)
  }

  /// Every rule, and whether a password keeps it.
  public func check(_ password: String) -> [(rule: PasswordRule, isMet: Bool)] {
    // Without case, accents, blanks and signs: `A-n-n-a` is still Anna.
    let plain = TextFolding.words(password).joined()
    return PasswordRule.allCases.map { rule in
      let isMet =
        switch rule {
        case .length: password.unicodeScalars.count >= Self.minimumLength
        case .maximumLength: password.utf8.count <= Self.maximumLength
        case .notUsername: username.isEmpty || !plain.contains(username)
        case .notName: !nameParts.contains { plain.contains($0) }
        case .notBirthDate: !dates.contains { plain.contains($0) }
        case .notCommon: !CommonPasswords.isCommon(password, plain: plain)
        }
      return (rule, isMet)
    }
  }

  /// Checks that a password keeps every rule.
  ///
  /// - Throws: `password_refused` with an entry for each rule that it breaks; never the password.
  public func require(_ password: String) throws(Failure) {
    let broken = check(password).filter { !$0.isMet }.map(\.rule)
    guard !broken.isEmpty else { return }
    throw Failure(
      .passwordRefused, "the password breaks \(broken.count == 1 ? "a rule" : "\(broken.count) rules")",
      hint: "a good password \(broken[0].text)",
      fields: broken.map {
        FieldProblem("password", .passwordRefused, "\($0.rawValue): a good one \($0.text)")
      })
  }

  /// The date in the orders of the world, with four digits of the year and with two; the year
  /// in front has its two digits in it already.
  private static func spellings(of date: CivilDate) -> [String] {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let year = String(date.iso8601.prefix(4))
    let (month, day, short) = (two(date.month), two(date.day), String(year.suffix(2)))
    return [
      short + month + day, day + month + short, month + day + short, day + month + year, month + day + year,
    ]
  }
}
