public import Records
internal import Storage

/// How a folder is changed.
public struct EditOptions: Sendable {
  /// The version that the change was made on; `nil` for whatever there is.
  public var version: Int64?
  /// Whether everything is checked and nothing is written (R015).
  public var isDryRun: Bool

  /// Options.
  public init(version: Int64? = nil, isDryRun: Bool = false) {
    self.version = version
    self.isDryRun = isDryRun
  }
}

extension PatientFolders {
  /// Changes fields of a folder by a merge patch (R029, RFC 7396); nothing is written before the
  /// whole record is right (R015).
  ///
  /// - Parameter today: the date of birth must not be after it.
  /// - Throws: `patient_unknown`, `version_conflict`, `record_invalid`, `patient_exists`,
  ///   `patient_merged`.
  public func edit(
    _ id: PatientID, patch: JSONObject, options: EditOptions = EditOptions(), today: CivilDate
  ) throws(Failure) -> Patient {
    try change(id, options) { (form) throws(Failure) in
      let edited = try DemographicsForm(json: form.json.merging(patch), today: today)
      return DemographicsForm(edited.demographics, edited.additional.tested(as: form.additional))
    }
  }

  /// Adds a phone (R022), or replaces the one of the same number.
  public func add(_ phone: PatientPhone, to id: PatientID, options: EditOptions = EditOptions())
    throws(Failure) -> Patient
  {
    try change(id, options) { DemographicsForm($0.demographics, $0.additional.adding(phone)) }
  }

  /// Removes the phone of a number.
  ///
  /// - Throws: `phone_unknown`.
  public func remove(_ number: PhoneNumber, from id: PatientID, options: EditOptions = EditOptions())
    throws(Failure) -> Patient
  {
    try change(id, options) { (form) throws(Failure) in
      guard let rest = form.additional.removing(number) else {
        throw Failure(.phoneUnknown, "the folder has no phone of this number", hint: "so-patient show \(id)")
      }
      return DemographicsForm(form.demographics, rest)
    }
  }

  /// Adds a postal address (R023).
  public func add(_ address: PostalAddress, to id: PatientID, options: EditOptions = EditOptions())
    throws(Failure) -> Patient
  {
    try change(id, options) { DemographicsForm($0.demographics, $0.additional.adding(address)) }
  }

  /// Removes the address at a position, counted from 1.
  ///
  /// - Throws: `address_unknown`.
  public func removeAddress(at position: Int, from id: PatientID, options: EditOptions = EditOptions())
    throws(Failure) -> Patient
  {
    try change(id, options) { (form) throws(Failure) in
      guard let rest = form.additional.removingAddress(at: position) else {
        throw Failure(
          .addressUnknown, "the folder has no address at the place \(position)",
          hint: "so-patient show \(id)")
      }
      return DemographicsForm(form.demographics, rest)
    }
  }

  private func change(
    _ id: PatientID, _ options: EditOptions,
    _ make: (DemographicsForm) throws(Failure) -> DemographicsForm
  ) throws(Failure) -> Patient {
    if options.isDryRun {
      return try store.read(.patientShow, of: Subject(.patient, id.text)) { (snapshot) throws(Failure) in
        let (record, folder) = try snapshot.editable(id, options.version)
        let form = try make(DemographicsForm(folder.demographics, folder.additional))
        return try record.patient(folder.with(form), documents: try snapshot.documentCount(of: record))
      }
    }
    return try store.write { (transaction) throws(Failure) in
      var (record, folder) = try transaction.editable(id, options.version)
      let before = DemographicsForm(folder.demographics, folder.additional)
      var after = try make(before)
      after = DemographicsForm(try transaction.numbered(after.demographics), after.additional)
      if after == before {
        // What is right already is no change; the look at it is an event all the same.
        try transaction.note(.patientShow, of: Subject(.patient, id.text))
        return try transaction.patient(record)
      }
      try transaction.checkNumber(after.demographics, besides: id.text)
      record.setValue(folder.with(after))
      let changed = after.json.pairs.filter { before.json[$0.key] != $0.value }.map(\.key)
      record = try transaction.update(
        record,
        index: RecordIndex(
          card: SearchCard(after.demographics).bytes, lookups: FolderKeys.all(of: after.demographics)),
        keeping: [.origin], action: .patientEdit,
        details: ["fields": .array(changed.map(JSONValue.string))])
      return try transaction.patient(record)
    }.value
  }
}

extension Snapshot {
  /// A folder that may be changed.
  func editable(_ id: PatientID, _ version: Int64?) throws(Failure) -> (Record, StoredFolder) {
    guard let record = try record(.patient, id.text) else {
      throw Failure.unknown(id)
    }
    if let target = record.parent { throw Failure.merged(id.text, into: target) }
    if let version, version != record.version {
      throw Failure(
        .versionConflict, "the folder \(id) has the version \(record.version) and not \(version)",
        hint: "so-patient show \(id)")
    }
    return (record, try record.value(as: StoredFolder.self))
  }
}

extension Failure {
  static func merged(_ id: String, into target: String) -> Failure {
    Failure(.patientMerged, "the folder \(id) was merged into \(target)", hint: "so-patient show \(target)")
  }
}
