internal import Records

/// A folder as it is sealed in the store.
struct StoredFolder: JSONRecord {
  static let schema = "so.stored-folder/1"

  let createdByForm: Patient.Form
  let demographics: Demographics

  init(createdByForm: Patient.Form, demographics: Demographics) {
    self.createdByForm = createdByForm
    self.demographics = demographics
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    createdByForm = reader.required("created_by_form", "a form's name", standIn: .demographics) {
      Patient.Form(rawValue: $0)
    }
    demographics = Demographics(reading: &reader)
  }

  var fields: JSONObject {
    var object: JSONObject = ["created_by_form": .string(createdByForm.rawValue)]
    for (key, value) in demographics.json.pairs { object[key] = value }
    return object
  }
}
