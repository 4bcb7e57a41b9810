public import Records

/// The Patient Visit form, filled in (R006): the fields of the Registration section, the visit's
/// date and its reason, and who referred the patient.
///
/// Phones and postal addresses have no place on it (R013).
public struct VisitForm: Sendable {
  /// Who the patient is, checked; the medical record number may still be `auto`.
  public let demographics: Demographics
  /// The day of the visit.
  public let date: CivilDate
  /// What the patient comes for.
  public let reason: String?
  /// Who referred the patient.
  public let referredBy: String?

  private static let notOnThisForm = ["additional", "phones", "addresses"]
  private static let maximumReasonLength = 1000

  /// Reads a filled-in form.
  ///
  /// - Parameter today: the date of birth must not be after it; the visit is on it when the form
  ///   does not say.
  /// - Throws: `record_invalid` with one problem for each field; `schema_unexpected`.
  public init(json: JSONObject, today: CivilDate) throws(Failure) {
    if json["schema"] != nil {
      throw Failure(.schemaUnexpected, "a Visit form is no record and has no schema")
    }
    var reader = ObjectReader(json, what: "visit")
    reader.refuseSetByTool(DemographicsForm.setByTool, in: json)
    for key in Self.notOnThisForm where json[key] != nil {
      reader.ignore(key)
      reader.refuse(key, .notAllowedOnVisitForm, "has no place on the Visit form")
    }
    date = reader.optional("visit_date", "a date YYYY-MM-DD") { CivilDate(iso8601: $0) } ?? today
    reason = reader.optionalLine("reason", limit: Self.maximumReasonLength)
    referredBy = reader.optionalLine("referred_by", limit: Demographics.maximumNameLength)
    demographics = Demographics(registering: &reader, today: today)
    try reader.finish()
  }

  var visit: JSONObject { ["visit_date": .string(date.iso8601), "reason": .text(reason)] }

  var referral: JSONObject { ["referred_by": .text(referredBy), "reason": .text(reason)] }

  /// A form that nobody has filled in yet (R017).
  public static let template: JSONObject = [
    "family": "", "given": "", "birth_date": "", "sex": "", "mrn": "", "emails": .array([]),
    "visit_date": .null, "reason": .null, "referred_by": .null,
  ]
}
