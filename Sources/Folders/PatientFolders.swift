public import Records
public import Storage

/// The patient folders of a store: made by a form, looked at, found.
public struct PatientFolders {
  let store: Store

  /// The folders of `store`.
  public init(_ store: Store) { self.store = store }

  /// Makes a folder by the Patient Demographics form (R005).
  ///
  /// - Parameter confirmNew: whether a person said that it is somebody else than the folder of
  ///   the same name and date of birth.
  /// - Throws: `patient_exists` when a folder has the same medical record number,
  ///   `possible_match` when one has the same name and date of birth.
  public func add(_ form: DemographicsForm, confirmNew: Bool = false) throws(Failure) -> Patient {
    try store.write { (transaction) throws(Failure) in
      try transaction.register(form, by: .demographics, confirmNew: confirmNew).patient(documents: 0)
    }.value
  }

  /// The folder of this id (R028); looking is an event.
  ///
  /// - Throws: `patient_unknown`.
  public func show(_ id: PatientID) throws(Failure) -> Patient {
    try store.read(.patientShow, of: Subject(.patient, id.text)) { (snapshot) throws(Failure) in
      try snapshot.patient(id)
    }
  }

  /// Hands every folder to `body`, oldest first; one that was merged into another is seen there.
  /// Looking is one event.
  public func list(_ body: (Patient) throws(Failure) -> Void) throws(Failure) {
    try store.read(.patientList, of: nil) { (snapshot) throws(Failure) in
      var last: Int64 = 0
      // The first pages are short, for a reader that wants a line or two.
      var limit = 10
      while true {
        let page = try snapshot.records(.patient, after: last, limit: limit)
        for record in page where record.parent == nil { try body(try snapshot.patient(record)) }
        guard let end = page.last, page.count == limit else { return }
        last = end.serial
        limit = min(limit * 2, 500)
      }
    }
  }

  /// Hands every folder that `text` means to `body`; searching is an event that keeps the
  /// text, sealed.
  ///
  /// A text that as a whole is the medical record number or an e-mail address of a folder means
  /// that folder, and nothing else is searched: by the store's keyed look-ups, which take no
  /// longer in a large clinic than in a small one.
  public func find(_ text: SearchText, query: String, _ body: (Patient) throws(Failure) -> Void)
    throws(Failure)
  {
    try store.read(.patientFind, of: nil, details: ["text": .string(query)]) { (snapshot) throws(Failure) in
      var shown: Set<PatientID> = []
      func show(_ patient: Patient) throws(Failure) {
        var patient = patient
        if let target = patient.mergedInto { patient = try snapshot.patient(target) }
        if shown.insert(patient.id).inserted { try body(patient) }
      }
      for identifier in FolderKeys.identifiers(query) {
        for id in try snapshot.lookUp(identifier, in: .patient) {
          try show(try snapshot.patient(try snapshot.required(.patient, id)))
        }
      }
      guard shown.isEmpty else { return }
      var candidates: [String] = []
      try snapshot.scanCards(.patient) { (id, card) throws(Failure) in
        if text.mayMatch(card) { candidates.append(id()) }
        return true
      }
      for id in candidates {
        let patient = try snapshot.patient(try snapshot.required(.patient, id))
        if text.matches(patient.demographics) { try show(patient) }
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
