public import Records

/// The Patient Demographics form, filled in (R005, R009, R014): a JSON object with `family`,
/// `given`, `birth_date`, `sex`, `mrn`, `emails` and `additional`; all but the last two are
/// mandatory.
public struct DemographicsForm: Hashable, Sendable {
  /// What was filled in, checked; the medical record number may still be `auto`.
  public let demographics: Demographics
  /// Phones and postal addresses.
  public let additional: AdditionalInformation

  /// Fields of a folder that no form sets, so that the output of `show` is refused with the
  /// reason and not as a misspelt form.
  static let setByTool = [
    "id", "version", "created_by_form", "documents", "merged_into", "created_at", "updated_at",
  ]

  init(_ demographics: Demographics, _ additional: AdditionalInformation) {
    self.demographics = demographics
    self.additional = additional
  }

  /// Reads a filled-in form.
  ///
  /// - Parameter today: the date of birth must not be after it.
  /// - Throws: `record_invalid` with one problem for each field; `schema_unexpected`.
  public init(json: JSONObject, today: CivilDate) throws(Failure) {
    if let schema = json["schema"], schema != .string(Patient.schema) {
      throw Failure(.schemaUnexpected, "the record is not of the kind \(Patient.schema)")
    }
    var reader = ObjectReader(json, what: "demographics")
    reader.ignore("schema")
    reader.refuseSetByTool(Self.setByTool, in: json)
    demographics = Demographics(registering: &reader, today: today)
    // Whether a phone is tested is no matter of a form.
    additional = AdditionalInformation("additional", reading: &reader).tested(as: .none)
    try reader.finish()
  }

  /// The form as it could be filled in again.
  var json: JSONObject {
    var object = demographics.json
    object["additional"] = additional.json
    return object
  }

  /// A form that nobody has filled in yet (R017): every field that may be.
  public static let template: JSONObject = [
    "schema": .string(Patient.schema), "family": "", "given": "", "birth_date": "", "sex": "", "mrn": "",
    "emails": .array([]), "additional": ["phones": .array([]), "addresses": .array([])],
  ]
}

extension ObjectReader {
  /// Refuses what only the tool sets.
  mutating func refuseSetByTool(_ keys: [String], in json: JSONObject) {
    for key in keys where json[key] != nil {
      ignore(key)
      refuse(key, .notSettable, "is set by the tool")
    }
  }
}

extension Demographics {
  /// Nobody has been older, in years; a date before is a slip of the finger (R089).
  private static let greatestAge = 130

  /// Reads the Registration section of a form that registers somebody today.
  init(registering reader: inout ObjectReader, today: CivilDate) {
    self.init(reading: &reader)
    if birthDate > today { reader.refuse("birth_date", .valueInvalid, "is in the future") }
    if reader.problems.isEmpty, today.year - birthDate.year > Self.greatestAge {
      reader.refuse("birth_date", .valueInvalid, "is more than \(Self.greatestAge) years ago")
    }
  }
}
