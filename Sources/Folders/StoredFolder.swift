internal import Records

/// A folder as it is sealed in the store.
struct StoredFolder: JSONRecord {
  static let schema = "so.stored-folder/1"

  let createdByForm: Patient.Form
  let demographics: Demographics
  /// Absent in what was sealed before there was such a section.
  let additional: AdditionalInformation

  init(
    createdByForm: Patient.Form, demographics: Demographics, additional: AdditionalInformation = .none
  ) {
    self.createdByForm = createdByForm
    self.demographics = demographics
    self.additional = additional
  }

  /// The same folder with what a form says.
  func with(_ form: DemographicsForm) -> StoredFolder {
    StoredFolder(
      createdByForm: createdByForm, demographics: form.demographics, additional: form.additional)
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    createdByForm = reader.required("created_by_form", "a form's name", standIn: .demographics) {
      Patient.Form(rawValue: $0)
    }
    demographics = Demographics(reading: &reader)
    additional = AdditionalInformation("additional", reading: &reader)
  }

  var fields: JSONObject {
    var object: JSONObject = ["created_by_form": .string(createdByForm.rawValue)]
    for (key, value) in demographics.json.pairs { object[key] = value }
    object["additional"] = additional.json
    return object
  }
}
