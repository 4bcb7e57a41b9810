internal import Records

/// A form of a folder as it is sealed in the store.
struct StoredForm: JSONRecord {
  static let schema = "so.stored-form/1"

  let type: String
  let alsoCreatedBy: String?
  let form: JSONObject
  let warnings: [String]

  init(type: RecordType, alsoCreatedBy: RecordType? = nil, form: JSONObject, warnings: [String] = []) {
    self.type = type.rawValue
    self.alsoCreatedBy = alsoCreatedBy?.rawValue
    self.form = form
    self.warnings = warnings
  }

  /// A form that came in by a container.
  init(_ form: FormRecord) {
    type = form.type
    alsoCreatedBy = form.alsoCreatedBy
    self.form = form.form
    warnings = form.warnings
  }

  private init(_ form: StoredForm) {
    type = form.type
    alsoCreatedBy = form.alsoCreatedBy
    self.form = form.form
    warnings = []
  }

  /// The form when what was to be warned of is no longer so.
  var withoutWarnings: StoredForm { StoredForm(self) }

  init(reading reader: inout ObjectReader) throws(Failure) {
    type = reader.text("type")
    alsoCreatedBy = reader.optionalText("also_created_by")
    form = reader.optionalObject("form") ?? [:]
    warnings = reader.texts("warnings")
  }

  var fields: JSONObject {
    [
      "type": .string(type), "also_created_by": .text(alsoCreatedBy), "form": .object(form),
      "warnings": .array(warnings.map(JSONValue.string)),
    ]
  }
}
