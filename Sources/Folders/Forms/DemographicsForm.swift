public import Records

/// The Patient Demographics form, filled in (R005, R009): a JSON object with `family`, `given`,
/// `birth_date`, `sex`, `mrn` and `emails`; all but the last are mandatory.
public struct DemographicsForm: Sendable {
  /// What was filled in, checked; the medical record number may still be `auto`.
  public let demographics: Demographics

  /// Nobody has been older, in years; a date before is a slip of the finger (R089).
  private static let greatestAge = 130

  /// Fields of a folder that no form sets, so that the output of `show` is refused with the
  /// reason and not as a misspelt form.
  private static let setByTool = [
    "id", "version", "created_by_form", "documents", "created_at", "updated_at",
  ]

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
    for key in Self.setByTool where json[key] != nil {
      reader.ignore(key)
      reader.refuse(key, .notSettable, "is set by the tool")
    }
    demographics = Demographics(reading: &reader)
    if demographics.birthDate > today { reader.refuse("birth_date", .valueInvalid, "is in the future") }
    if reader.problems.isEmpty, today.year - demographics.birthDate.year > Self.greatestAge {
      reader.refuse("birth_date", .valueInvalid, "is more than \(Self.greatestAge) years ago")
    }
    try reader.finish()
  }
}
