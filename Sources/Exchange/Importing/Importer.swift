internal import Folders
internal import Keys
internal import Platform
public import Records
public import SODFormat
public import Storage

/// Files a container's documents into folders (R071): all of them or none, and only after every
/// byte of the container was verified. Importing it again changes nothing.
public struct Importer {
  private let store: Store

  /// Imports into `store`.
  public init(_ store: Store) { self.store = store }

  /// What an import achieved.
  public struct Outcome: Sendable {
    /// What was verified.
    public let verdict: SODVerdict
    /// The folders, in the container's order.
    public let patients: [Patient]
    /// The forms, in the container's order.
    public let forms: [FormRecord]
    /// The appointments, in the container's order.
    public let appointments: [Appointment]
    /// The documents, in the container's order.
    public let documents: [Document]
    /// How many of the documents were here already.
    public let known: Int
  }

  /// What a container holds, read and not yet filed.
  private struct Arrivals {
    var people: [Patient] = []
    var forms: [FormRecord] = []
    var appointments: [(appointment: Appointment, patient: PatientID?)] = []
    var documents: [(entry: ManifestEntry, content: StagedObject)] = []
  }

  /// What was filed.
  private struct Filed {
    var patients: [Patient] = []
    var forms: [FormRecord] = []
    var appointments: [Appointment] = []
    var documents: [Document] = []
    var known = 0
  }

  /// Verifies what is left of the container and imports it.
  ///
  /// - Parameter match: what a person said of the container's patient, who then is the only one
  ///   when it is a folder.
  /// - Throws: what is wrong with the container; `patient_missing`, `patient_conflict`,
  ///   `possible_match`, `several_patients`, and the store's failures. Nothing is imported then.
  public func run(_ reader: SODReader, match: PatientMatch = .unsaid) throws(Failure) -> Outcome {
    let count = reader.manifest.entries.count { $0.kind == .patient }
    if case .folder = match, count != 1 {
      throw Failure(
        .severalPatients, "the container is of \(count) patients, and one folder was named for it",
        hint: "import it without --into")
    }
    let group = try store.beginGroup()
    var arrivals = Arrivals()
    let verdict = try reader.readEntries { (entry, source) throws(Failure) in
      switch entry.kind {
      case .store:
        throw Failure(
          .wholeStore, "the container is the backup of a whole store",
          hint: "so-patient import, where there is no store")
      case .patient: arrivals.people.append(try Self.person(entry, source))
      case .form: arrivals.forms.append(try Self.form(entry, source))
      case .appointment:
        arrivals.appointments.append((try Self.appointment(entry, source), entry.patientID))
      case .document: arrivals.documents.append((entry, try group.stage(source)))
      }
    }
    let committed = try store.commit(group) { (transaction) throws(Failure) in
      try file(arrivals, verdict, match, transaction)
    }
    let head = committed.head.text
    let filed = committed.value
    return Outcome(
      verdict: verdict, patients: filed.patients, forms: filed.forms, appointments: filed.appointments,
      documents: filed.documents.map { $0.with(auditHead: head) }, known: filed.known)
  }

  private static func person(
    _ entry: ManifestEntry, _ source: any ByteSource
  ) throws(Failure) -> Patient {
    let patient = try Patient(json: try record(entry, source))
    guard patient.id == entry.patientID else {
      throw Failure(.recordInvalid, "\(entry.path) is the record of another folder")
    }
    return patient
  }

  private static func form(_ entry: ManifestEntry, _ source: any ByteSource) throws(Failure) -> FormRecord {
    let form = try FormRecord(json: try record(entry, source))
    guard form.patient == entry.patientID, entry.path == "forms/\(form.id).json" else {
      throw Failure(.recordInvalid, "\(entry.path) is another form, or of another folder")
    }
    return form
  }

  private static func appointment(
    _ entry: ManifestEntry, _ source: any ByteSource
  ) throws(Failure) -> Appointment {
    let appointment = try Appointment(json: try record(entry, source))
    guard entry.path == "appointments/\(appointment.id).json" else {
      throw Failure(.recordInvalid, "\(entry.path) is another appointment")
    }
    // What is told to the patient later; a sender may have written anything.
    guard Appointment.lengths.contains(appointment.minutes), (0...999_999).contains(appointment.sequence),
      [appointment.zone, appointment.localStart].allSatisfy({ text in
        text.utf8.count <= 64 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
      })
    else { throw Failure(.recordInvalid, "\(entry.path) is no appointment that can be made") }
    return appointment
  }

  private static func record(_ entry: ManifestEntry, _ source: any ByteSource) throws(Failure) -> JSONObject {
    try JSONObject(
      parsing: try source.readAll(
        limit: JSONValue.maximumLength, excess: Failure(.lineTooLong, "\(entry.path) is larger than 1 MiB")))
  }

  private func file(
    _ arrivals: Arrivals, _ verdict: SODVerdict, _ match: PatientMatch, _ transaction: WriteTransaction
  ) throws(Failure) -> Filed {
    // A folder's id means something only as its signer's word.
    let signer = verdict.signature.signer?.fingerprint ?? "unsigned"
    var folders: [PatientID: PatientID] = [:]
    for person in arrivals.people {
      folders[person.id] = try transaction.takeIn(
        person.demographics, person.additional, origin: "\(signer) \(person.id.text)", match: match)
    }
    var filed = Filed()
    var forms: [FormID: FormID] = [:]
    for form in arrivals.forms {
      guard let folder = folders[form.patient] else { throw Self.ownerless("the form \(form.id)") }
      let kept = try transaction.takeIn(form, folder: folder, source: "\(signer) \(form.id.text)").form
      forms[form.id] = kept.id
      filed.forms.append(kept)
    }
    for (appointment, patient) in arrivals.appointments {
      guard let folder = patient.flatMap({ folders[$0] }) else {
        throw Self.ownerless("the appointment \(appointment.id)")
      }
      filed.appointments.append(
        try transaction.takeIn(
          appointment, folder: folder, referral: appointment.referral.flatMap { forms[$0] },
          source: "\(signer) \(appointment.id.text)"))
    }
    for ((entry, content), digest) in zip(arrivals.documents, Self.digests(verdict)) {
      let folder = try Self.folder(of: entry, folders)
      let (document, isNew) = try transaction.takeIn(
        entry.incoming(digest), content: content, folder: folder,
        source: "\(entry.documentID?.text ?? "\(verdict.manifest.id.text) \(entry.path)") \(digest.hex)")
      filed.documents.append(document)
      if !isNew { filed.known += 1 }
    }
    for person in arrivals.people {
      if let folder = folders[person.id] { filed.patients.append(try transaction.patient(folder)) }
    }
    try transaction.note(
      .containerImport, of: Subject(.container, verdict.manifest.id.text),
      details: [
        "signer": .string(signer), "documents": .integer(Int64(filed.documents.count)),
        "known": .integer(Int64(filed.known)),
      ])
    try transaction.keep(
      ReceivedContainer(
        verdict,
        imported: ContainerReceipt.Imported(
          patients: Int64(filed.patients.count), forms: Int64(filed.forms.count),
          documents: Int64(filed.documents.count), known: Int64(filed.known)), at: transaction.time))
    return filed
  }

  private static func digests(_ verdict: SODVerdict) -> [SHA256Digest] {
    zip(verdict.manifest.entries, verdict.digests).filter { $0.0.kind == .document }.map(\.1)
  }

  private static func folder(
    of entry: ManifestEntry, _ folders: [PatientID: PatientID]
  ) throws(Failure) -> PatientID {
    if let id = entry.patientID, let folder = folders[id] { return folder }
    guard entry.patientID == nil, folders.count == 1, let only = folders.values.first else {
      throw ownerless(entry.path)
    }
    return only
  }

  private static func ownerless(_ what: String) -> Failure {
    Failure(
      .patientMissing, "\(what) is of no patient that the container names",
      hint: "so-sod unpack -C DIR, then so-upload put --patient P-…")
  }
}

extension ManifestEntry {
  /// The document as it is to be kept.
  func incoming(_ digest: SHA256Digest) -> IncomingDocument {
    IncomingDocument(
      id: documentID, name: name, category: category, mediaType: mediaType, size: size, sha256: digest.hex)
  }
}
