internal import Folders
internal import Platform
internal import Records
internal import SODFormat
internal import Storage
internal import SystemPackage

/// What goes into a container, with the means to read each piece in its turn.
struct PackPlan {
  /// One entry.
  struct Piece {
    let item: SODItem
    /// Hands the entry's content to `body`, and checks afterwards that it was all.
    let read: ((any ByteSource) throws(Failure) -> Void) throws(Failure) -> Void
  }

  private(set) var pieces: [Piece] = []
  private(set) var patients: [PatientID] = []
  /// The documents of the store, in their order.
  private(set) var documents: [(id: DocumentID, patient: PatientID?)] = []
  private(set) var documentCount = 0
  private var known: Set<DocumentID> = []

  /// Plans what was chosen.
  ///
  /// - Parameters:
  ///   - files: the plain files of the choice, which are not looked at while the store is locked.
  ///   - snapshot: the store; `nil` when nothing of it was chosen.
  /// - Throws: `nothing_to_pack`, `several_patients`, `document_elsewhere`, `patient_unknown`,
  ///   `document_unknown`.
  init(_ selection: PackSelection, _ files: PlainFiles, _ snapshot: Snapshot?) throws(Failure) {
    for item in selection.items {
      switch (item, snapshot) {
      case (.file(let path), _): try add(files.piece(path))
      case (_, nil): throw Failure(.internalError, "documents of a store are packed without one")
      case (.folder(let id), let snapshot?): try add(id, withForms: selection.includesForms, snapshot)
      case (.document(let id, let folder), let snapshot?): try add(id, in: folder, snapshot)
      }
    }
    guard documentCount > 0 || (selection.includesForms && !pieces.isEmpty) else {
      throw Failure(.nothingToPack, "no document was chosen, or the folder has none")
    }
    guard patients.count <= selection.patientLimit else {
      throw Failure(
        .severalPatients,
        "the documents are of \(patients.count) patients, and \(selection.patientLimit) may be in one container",
        hint: "narrow the choice, or say --patients \(patients.count)")
    }
  }

  private mutating func add(_ file: Piece) {
    documentCount += 1
    pieces.append(file)
  }

  private mutating func add(
    _ id: PatientID, withForms: Bool, _ snapshot: Snapshot
  ) throws(Failure) {
    add(try snapshot.patient(id))
    if withForms {
      try snapshot.forms(of: id) { (form) throws(Failure) in
        add(form.json, as: { .form(form.id, of: form.patient, size: $0) })
      }
      try snapshot.appointments(of: id) { (appointment) throws(Failure) in
        // Whom this site told of it stays here.
        var appointment = appointment
        appointment.notifications = []
        add(appointment.json, as: { .appointment(appointment.id, of: id, size: $0) })
      }
    }
    for document in try snapshot.documents(of: id) { try add(document, snapshot) }
  }

  private mutating func add(
    _ id: DocumentID, in folder: PatientID?, _ snapshot: Snapshot
  ) throws(Failure) {
    let document = try snapshot.document(id)
    if let folder, document.patient != folder {
      throw Failure(.documentElsewhere, "the document \(id) is not in the folder \(folder)")
    }
    if let patient = document.patient { add(try snapshot.patient(patient)) }
    try add(document, snapshot)
  }

  /// A folder's own record, once.
  private mutating func add(_ patient: Patient) {
    guard !patients.contains(patient.id) else { return }
    patients.append(patient.id)
    add(patient.json, as: { .patient(patient.id, size: $0) })
  }

  private mutating func add(_ record: JSONObject, as item: (Int64) -> SODItem) {
    let bytes = record.serialized
    pieces.append(
      Piece(item: item(Int64(bytes.count))) { (body) throws(Failure) in try body(MemorySource(bytes)) })
  }

  /// A document of the store, once.
  private mutating func add(_ document: Document, _ snapshot: Snapshot) throws(Failure) {
    guard let id = document.id, known.insert(id).inserted else { return }
    let content = try snapshot.contentOpener(of: id)
    documents.append((id, document.patient))
    documentCount += 1
    let item = SODItem.document(
      name: document.name, size: content.size, mediaType: document.mediaType ?? "application/octet-stream",
      category: document.category, id: id, patient: document.patient)
    pieces.append(Piece(item: item) { (body) throws(Failure) in try body(try content.open()) })
  }
}
