public import Records
public import Storage

/// A document that came in by a container, verified.
public struct IncomingDocument: Sendable {
  let id: DocumentID?
  let name: FileName
  let category: DocumentCategory?
  let mediaType: String
  let size: Int64
  let sha256: String

  /// A document with these values; its id at its sender, the size in bytes, the digest in
  /// hexadecimal.
  public init(
    id: DocumentID?, name: FileName, category: DocumentCategory?, mediaType: String, size: Int64,
    sha256: String
  ) {
    self.id = id
    self.name = name
    self.category = category
    self.mediaType = mediaType
    self.size = size
    self.sha256 = sha256
  }
}

extension WriteTransaction {
  /// The folder for a person who came in by a container: the one that was made for them, or
  /// said to be theirs, before; else the one with the same medical record number; else a new one.
  ///
  /// Numbers of two clinics can be the same by chance, so a number alone is no match: name
  /// and date of birth must be the same, too. And these alone are no match either, before a
  /// person has said so.
  ///
  /// - Parameters:
  ///   - origin: who sent the person, and under which id.
  ///   - match: what a person said. It is kept, so that the next container needs no answer.
  /// - Throws: `patient_conflict` when the number, or the sender's id, is that of somebody else
  ///   here; `possible_match` when a person has to say who it is; `patient_unknown`,
  ///   `patient_merged` for a folder that it cannot be.
  public func takeIn(
    _ person: Demographics, _ additional: AdditionalInformation = .none, origin: String,
    match: PatientMatch = .unsaid
  ) throws(Failure) -> PatientID {
    let origin = Lookup(.origin, origin)
    if let known = try lookUp(origin, in: .patient).first {
      if case .folder(let said) = match, said.text != known {
        throw conflict(known, "is that of the patient by the sender's earlier containers, and not \(said)")
      }
      // A name may be corrected, or a date; who differs in both is somebody else.
      let other = try demographics(of: known)
      guard other.birthDate == person.birthDate || FolderKeys.name(other) == FolderKeys.name(person) else {
        throw conflict(known, "is that of another person by the sender's earlier containers")
      }
      return try patientID(known)
    }
    if case .folder(let said) = match { return try adopt(said, origin) }
    for id in try lookUp(FolderKeys.mrn(person.mrn), in: .patient) {
      let other = try demographics(of: id)
      guard other.birthDate == person.birthDate, FolderKeys.name(other) == FolderKeys.name(person) else {
        throw conflict(id, "has the same medical record number and another name or date of birth")
      }
      return try patientID(id)
    }
    let others = try lookUp(FolderKeys.nameAndBirth(person), in: .patient)
    if match == .unsaid, let other = others.first {
      throw Failure(
        .possibleMatch,
        "\(others.count == 1 ? "a folder has" : "\(others.count) folders have") the name and date of birth of the sender's patient",
        hint: "look at \(others.prefix(5).joined(separator: ", ")); then --into \(other) or --confirm-new")
    }
    let id = PatientID.random()
    _ = try insertFolder(
      id,
      StoredFolder(
        createdByForm: .container, demographics: person, additional: additional.tested(as: .none)),
      more: [origin],
      action: .patientImport)
    return id
  }

  /// Keeps that the sender's patient is the one of this folder.
  private func adopt(_ id: PatientID, _ origin: Lookup) throws(Failure) -> PatientID {
    guard let record = try record(.patient, id.text) else {
      throw Failure.unknown(id)
    }
    if let target = record.parent { throw Failure.merged(id.text, into: target) }
    try update(record, adding: [origin], action: .patientMatch)
    return id
  }

  /// The document that was sent from this very folder and comes back unchanged.
  private func ownDocument(_ incoming: IncomingDocument, _ folder: PatientID) throws(Failure) -> Document? {
    guard let id = incoming.id, let record = try record(.document, id.text), record.parent == folder.text
    else { return nil }
    let stored = try record.value(as: StoredDocument.self)
    return stored.sha256 == incoming.sha256 ? try withMedia(record.document()) : nil
  }

  private func demographics(of id: String) throws(Failure) -> Demographics {
    try required(.patient, id).value(as: StoredFolder.self).demographics
  }

  private func patientID(_ id: String) throws(Failure) -> PatientID {
    guard let id = PatientID(id) else { throw Failure(.internalError, "a folder's id is none") }
    return id
  }

  private func conflict(_ id: String, _ why: String) -> Failure {
    Failure(
      .patientConflict, "the folder \(id) \(why)",
      hint: "so-sod unpack -C DIR, and file the documents by hand")
  }

  /// Files a document that came in; one that came in before stays as it is.
  ///
  /// - Parameter source: what the document is known by; the same one is the same document.
  /// - Returns: the document, and whether it is new.
  public func takeIn(
    _ incoming: IncomingDocument, content: StagedObject, folder: PatientID, source: String
  ) throws(Failure) -> (document: Document, isNew: Bool) {
    let source = Lookup(.source, "\(folder.text) \(source)")
    if let known = try lookUp(source, in: .document).first {
      return (try withMedia(required(.document, known).document()), false)
    }
    if let own = try ownDocument(incoming, folder) { return (own, false) }
    let id = DocumentID.random()
    let document = StoredDocument(
      name: incoming.name, category: incoming.category, mediaType: incoming.mediaType, size: incoming.size,
      sha256: incoming.sha256, stored: time)
    try insertDocument(
      id, in: folder, document, content: content, lookups: [source], action: .documentImport)
    return (try withMedia(document.document(id, in: folder)), true)
  }

  /// Files a form that came in; one that came in before, or that was sent from this very folder,
  /// stays as it is.
  ///
  /// - Parameter source: what the form is known by; the same one is the same form.
  /// - Returns: the form, and whether it is new.
  public func takeIn(
    _ incoming: FormRecord, folder: PatientID, source: String
  ) throws(Failure) -> (form: FormRecord, isNew: Bool) {
    let source = Lookup(.source, "\(folder.text) \(source)")
    if let known = try lookUp(source, in: .form).first {
      return (try required(.form, known).form(in: folder), false)
    }
    if let own = try record(.form, incoming.id.text), own.parent == folder.text {
      return (try own.form(in: folder), false)
    }
    let record = Record(
      .form, id: FormID.random().text, parent: folder.text, value: StoredForm(incoming))
    return (
      try insert(record, index: RecordIndex(lookups: [source]), action: .formImport).form(in: folder), true
    )
  }

  /// Files an appointment that came in, and tells nobody of it. One that came in before stays as it
  /// is, unless its sender has called it off since; so does one that was sent from this very folder.
  ///
  /// - Parameters:
  ///   - referral: the referral that it goes back to, as it is here.
  ///   - source: what the appointment is known by; the same one is the same appointment.
  public func takeIn(
    _ incoming: Appointment, folder: PatientID, referral: FormID?, source: String
  ) throws(Failure) -> Appointment {
    if let own = try record(.appointment, incoming.id.text), own.parent == folder.text {
      return try own.value(as: Appointment.self)
    }
    let source = Lookup(.source, "\(folder.text) \(source)")
    if let known = try lookUp(source, in: .appointment).first {
      var record = try required(.appointment, known)
      var appointment = try record.value(as: Appointment.self)
      guard incoming.sequence > appointment.sequence, incoming.status != appointment.status else {
        return appointment
      }
      appointment.status = incoming.status
      appointment.sequence = incoming.sequence
      record.state = appointment.status.rawValue
      record.setValue(appointment)
      try update(record, action: .appointmentImport)
      return appointment
    }
    var appointment = Appointment(
      id: .random(), patient: folder, start: incoming.start, minutes: incoming.minutes, zone: incoming.zone,
      localStart: incoming.localStart, kind: incoming.kind, referral: referral)
    appointment.status = incoming.status
    appointment.sequence = incoming.sequence
    try insertAppointment(appointment, lookups: [source], action: .appointmentImport)
    return appointment
  }
}
