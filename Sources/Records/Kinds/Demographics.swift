/// The Registration section of a patient's folder (R005, R009): who the patient is.
public struct Demographics: Hashable, Sendable {
  /// Family name.
  public let family: String
  /// Given names.
  public let given: String
  /// Date of birth.
  public let birthDate: CivilDate
  /// Administrative gender.
  public let sex: Sex
  /// Medical record number, as the clinic writes it.
  public let mrn: String
  /// Where notifications go; may be empty until an appointment is made (R010).
  public let emails: [PatientEmail]

  /// The text that asks for a new number in the field `mrn`.
  public static let automaticMRN = "auto"
  /// The longest name in bytes.
  public static let maximumNameLength = 200
  /// The longest medical record number in bytes.
  public static let maximumMRNLength = 64

  /// The section with these values, already checked.
  public init(
    family: String, given: String, birthDate: CivilDate, sex: Sex, mrn: String, emails: [PatientEmail]
  ) {
    self.family = family
    self.given = given
    self.birthDate = birthDate
    self.sex = sex
    self.mrn = mrn
    self.emails = emails
  }

  /// Reads the section's fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) {
    family = Self.name("family", limit: Self.maximumNameLength, &reader)
    given = Self.name("given", limit: Self.maximumNameLength, &reader)
    birthDate = reader.required(
      "birth_date", "a date YYYY-MM-DD", standIn: CivilDate(daysSinceEpoch: 0)
    ) { CivilDate(iso8601: $0) }
    sex = reader.required("sex", "one of male, female, other, unknown", standIn: .unknown) {
      Sex(rawValue: $0)
    }
    mrn = Self.name("mrn", limit: Self.maximumMRNLength, &reader)
    emails = PatientEmail.list("emails", &reader)
  }

  /// Text of a name: without blanks at its ends, of one line, and of bounded length.
  private static func name(_ key: String, limit: Int, _ reader: inout ObjectReader) -> String {
    let given = reader.text(key)
    guard !given.isEmpty else { return "" }
    let text = given.trimmingBlanks
    if text.isEmpty {
      reader.refuse(key, .required, "is mandatory")
    } else if text.utf8.count > limit {
      reader.refuse(key, .valueInvalid, "is longer than \(limit) bytes")
    } else if text.unicodeScalars.contains(where: \.isUnprintable) {
      reader.refuse(key, .valueInvalid, "has a control character or a direction mark")
    }
    return text
  }

  /// The section's fields in the documented order.
  public var json: JSONObject {
    [
      "family": .string(family), "given": .string(given), "birth_date": .string(birthDate.iso8601),
      "sex": .string(sex.rawValue), "mrn": .string(mrn), "emails": .array(emails.map(\.json)),
    ]
  }

  /// The same section with another medical record number.
  public func with(mrn: String) -> Demographics {
    Demographics(family: family, given: given, birthDate: birthDate, sex: sex, mrn: mrn, emails: emails)
  }
}

extension String {
  /// The text without blanks at its ends.
  public var trimmingBlanks: String {
    let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
    guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(scalars[...last])
  }
}

extension Unicode.Scalar {
  /// Whether a terminal or a reader would act on the scalar and not show it.
  var isUnprintable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    // Marks that turn the direction of writing make one name look like another.
    case .format: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) || value == 0xFEFF
    default: false
    }
  }
}
