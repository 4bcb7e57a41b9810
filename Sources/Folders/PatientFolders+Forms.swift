public import Records
public import Storage

extension PatientFolders {
  /// Makes a folder by the Patient Visit form (R006), with the visit and, unless it is not
  /// wanted, a referral (R007), which is of no use before an appointment names it (R008).
  ///
  /// - Throws: `patient_exists`, `possible_match`.
  public func add(
    _ form: VisitForm, withReferral: Bool = true, confirmNew: Bool = false
  ) throws(Failure) -> (patient: Patient, records: [FormRecord]) {
    try store.write { (transaction) throws(Failure) in
      let folder = try transaction.register(
        DemographicsForm(form.demographics, .none), by: .visit, confirmNew: confirmNew)
      let patient = try transaction.patient(folder)
      var records = [try transaction.insert(StoredForm(type: .visit, form: form.visit), in: patient.id)]
      if withReferral {
        records.append(
          try transaction.insert(
            StoredForm(
              type: .referral, alsoCreatedBy: .visit, form: form.referral, warnings: [Self.referralUnused]),
            in: patient.id))
      }
      return (patient, records)
    }.value
  }

  /// The warning's word: nothing refers to the referral yet (R008).
  public static let referralUnused = "referral_unused"

  /// Adds a further form to a folder (R030): any JSON object.
  ///
  /// - Throws: `patient_unknown`, `patient_merged`; `record_type_invalid` for a form that makes a
  ///   folder of its own; `record_invalid` for an empty one.
  public func addForm(_ type: RecordType, _ form: JSONObject, to id: PatientID) throws(Failure) -> FormRecord
  {
    guard !type.createsFolder else {
      throw Failure(
        .recordTypeInvalid, "the form \(type.rawValue) makes a folder and is not added to one",
        hint: type.command)
    }
    guard form.count > 0 else {
      throw Failure(
        .recordInvalid, "the form has nothing in it", hint: "a form is an object, as in {\"text\": \"…\"}")
    }
    return try store.write { (transaction) throws(Failure) in
      guard let header = try transaction.header(.patient, id.text) else {
        throw Failure.unknown(id)
      }
      if let target = header.parent { throw Failure.merged(id.text, into: target) }
      return try transaction.insert(StoredForm(type: type, form: form), in: id)
    }.value
  }

  /// Hands every form of a folder to `body`, oldest first; those of folders that were merged
  /// into it follow.
  ///
  /// - Throws: `patient_unknown`.
  public func forms(of id: PatientID, _ body: (FormRecord) throws(Failure) -> Void) throws(Failure) {
    try store.read(.formList, of: Subject(.patient, id.text)) { (snapshot) throws(Failure) in
      try snapshot.forms(of: id, body)
    }
  }
}

extension Snapshot {
  /// Hands every form of a folder to `body`, oldest first; those of folders that were merged
  /// into it follow.
  ///
  /// - Throws: `patient_unknown`.
  public func forms(of id: PatientID, _ body: (FormRecord) throws(Failure) -> Void) throws(Failure) {
    for folder in try folderAndMerged(id) {
      var last: Int64 = 0
      while true {
        let page = try records(.form, parent: folder, after: last)
        for record in page { try body(try record.form(in: id)) }
        guard let end = page.last else { break }
        last = end.serial
      }
    }
  }
}

extension WriteTransaction {
  fileprivate func insert(_ form: StoredForm, in patient: PatientID) throws(Failure) -> FormRecord {
    try insert(
      Record(.form, id: FormID.random().text, parent: patient.text, value: form), action: .formAdd
    ).form(in: patient)
  }
}

extension Record {
  func form(in patient: PatientID) throws(Failure) -> FormRecord {
    let stored = try value(as: StoredForm.self)
    guard let id = FormID(id), let created else { throw Failure(.internalError, "a form's id is none") }
    return FormRecord(
      id: id, patient: patient, type: stored.type, alsoCreatedBy: stored.alsoCreatedBy, form: stored.form,
      warnings: stored.warnings, created: created)
  }
}
