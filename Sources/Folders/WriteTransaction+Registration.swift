internal import Records
internal import Storage

extension WriteTransaction {
  /// Makes a folder by a form: the number is made when it is asked for, and nobody who has a
  /// folder gets a second one unnoticed.
  ///
  /// - Throws: `patient_exists` for a medical record number that is taken, `possible_match` for
  ///   the name and date of birth of a folder, unless a person said that it is somebody else.
  func register(
    _ form: DemographicsForm, by maker: Patient.Form, confirmNew: Bool
  ) throws(Failure) -> Record {
    let person = try numbered(form.demographics)
    try checkNumber(person, besides: nil)
    let others = try lookUp(FolderKeys.nameAndBirth(person), in: .patient)
    if !confirmNew, !others.isEmpty {
      throw Failure(
        .possibleMatch,
        "\(others.count == 1 ? "a folder has" : "\(others.count) folders have") this name and date of birth",
        hint:
          "look at \(others.prefix(5).joined(separator: ", ")); if it is somebody else, add --confirm-new")
    }
    return try insertFolder(
      .random(), StoredFolder(createdByForm: maker, demographics: person, additional: form.additional),
      action: .patientAdd)
  }

  /// The section with a number of its own when it asks for one.
  func numbered(_ person: Demographics) throws(Failure) -> Demographics {
    guard person.mrn.lowercased() == Demographics.automaticMRN else { return person }
    while true {
      // Ten symbols, as short as a person can still read over the telephone.
      let number = "SO-" + DocumentID.random().text.suffix(10)
      if try lookUp(FolderKeys.mrn(number), in: .patient).isEmpty { return person.with(mrn: number) }
    }
  }

  /// - Throws: `patient_exists` when another folder than `own` has the number.
  func checkNumber(_ person: Demographics, besides own: String?) throws(Failure) {
    for other in try lookUp(FolderKeys.mrn(person.mrn), in: .patient) where other != own {
      throw Failure(
        .patientExists, "a folder has this medical record number already", hint: "so-patient show \(other)")
    }
  }
}
