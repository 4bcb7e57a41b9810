public import Records
public import Storage

/// The patient folders of a store: made by a form, looked at, found.
public struct PatientFolders {
  private let store: Store

  /// The folders of `store`.
  public init(_ store: Store) { self.store = store }

  /// Makes a folder by the Patient Demographics form (R005).
  ///
  /// - Throws: `patient_exists` when a folder has the same medical record number.
  public func add(_ form: DemographicsForm) throws(Failure) -> Patient {
    try store.write { (transaction) throws(Failure) in
      var person = form.demographics
      if person.mrn.lowercased() == Demographics.automaticMRN {
        person = person.with(mrn: try Self.freeNumber(transaction))
      }
      if let other = try transaction.lookUp(FolderKeys.mrn(person.mrn), in: .patient).first {
        throw Failure(
          .patientExists, "a folder has this medical record number already", hint: "so-patient show \(other)")
      }
      let record = try transaction.insertFolder(
        .random(), StoredFolder(createdByForm: .demographics, demographics: person), action: .patientAdd)
      return try record.patient(documents: 0)
    }.value
  }

  /// Ten symbols, as short as a person can still read over the telephone.
  private static func freeNumber(_ snapshot: Snapshot) throws(Failure) -> String {
    while true {
      let number = "SO-" + DocumentID.random().text.suffix(10)
      if try snapshot.lookUp(FolderKeys.mrn(number), in: .patient).isEmpty { return number }
    }
  }

  /// The folder of this id (R028); looking is an event.
  ///
  /// - Throws: `patient_unknown`.
  public func show(_ id: PatientID) throws(Failure) -> Patient {
    try store.read(.patientShow, of: Subject(.patient, id.text)) { (snapshot) throws(Failure) in
      try snapshot.patient(id)
    }
  }

  /// Hands every folder to `body`, oldest first; looking is one event.
  public func list(_ body: (Patient) throws(Failure) -> Void) throws(Failure) {
    try store.read(.patientList, of: nil) { (snapshot) throws(Failure) in
      var last: Int64 = 0
      // The first pages are short, for a reader that wants a line or two.
      var limit = 10
      while true {
        let page = try snapshot.records(.patient, after: last, limit: limit)
        for record in page { try body(try snapshot.patient(record)) }
        guard let end = page.last, page.count == limit else { return }
        last = end.serial
        limit = 500
      }
    }
  }

  /// Hands every folder that `text` means to `body`; searching is an event that keeps the
  /// text, sealed.
  public func find(_ text: SearchText, query: String, _ body: (Patient) throws(Failure) -> Void)
    throws(Failure)
  {
    try store.read(.patientFind, of: nil, details: ["text": .string(query)]) { (snapshot) throws(Failure) in
      var candidates: [String] = []
      try snapshot.scanCards(.patient) { (id, card) throws(Failure) in
        if text.mayMatch(card) { candidates.append(id()) }
        return true
      }
      for id in candidates {
        let patient = try snapshot.patient(try snapshot.required(.patient, id))
        if text.matches(patient.demographics) { try body(patient) }
      }
    }
  }

  /// Hands every document of a folder to `body`, oldest first.
  ///
  /// - Throws: `patient_unknown`.
  public func documents(of id: PatientID, _ body: (Document) throws(Failure) -> Void) throws(Failure) {
    try store.read(.documentList, of: Subject(.patient, id.text)) { (snapshot) throws(Failure) in
      for document in try snapshot.documents(of: id) { try body(document) }
    }
  }
}
