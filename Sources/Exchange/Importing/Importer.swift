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
    /// The documents, in the container's order.
    public let documents: [Document]
    /// How many of them were here already.
    public let known: Int
  }

  private struct Arrival {
    let entry: ManifestEntry
    let content: StagedObject
  }

  /// Verifies what is left of the container and imports it.
  ///
  /// - Throws: what is wrong with the container; `patient_missing`, `patient_conflict`, and the
  ///   store's failures. Nothing is imported then.
  public func run(_ reader: SODReader) throws(Failure) -> Outcome {
    let group = try store.beginGroup()
    var people: [Patient] = []
    var arrivals: [Arrival] = []
    let verdict = try reader.readEntries { (entry, source) throws(Failure) in
      switch entry.kind {
      case .patient: people.append(try Self.person(entry, source))
      case .document: arrivals.append(Arrival(entry: entry, content: try group.stage(source)))
      }
    }
    let committed = try store.commit(group) { (transaction) throws(Failure) in
      try file(people, arrivals, verdict, transaction)
    }
    let head = committed.head.text
    return Outcome(
      verdict: verdict, patients: committed.value.patients,
      documents: committed.value.documents.map { $0.with(auditHead: head) }, known: committed.value.known)
  }

  private static func person(
    _ entry: ManifestEntry, _ source: any ByteSource
  ) throws(Failure) -> Patient {
    let bytes = try source.readAll(
      limit: JSONValue.maximumLength, excess: Failure(.lineTooLong, "\(entry.path) is larger than 1 MiB"))
    let patient = try Patient(json: try JSONObject(parsing: bytes))
    guard patient.id == entry.patientID else {
      throw Failure(.recordInvalid, "\(entry.path) is the record of another folder")
    }
    return patient
  }

  private func file(
    _ people: [Patient], _ arrivals: [Arrival], _ verdict: SODVerdict,
    _ transaction: WriteTransaction
  ) throws(Failure) -> (patients: [Patient], documents: [Document], known: Int) {
    // A folder's id means something only as its signer's word.
    let signer = verdict.signature.signer?.fingerprint ?? "unsigned"
    var folders: [PatientID: PatientID] = [:]
    for person in people {
      folders[person.id] = try transaction.takeIn(
        person.demographics, person.additional, origin: "\(signer) \(person.id.text)")
    }
    var documents: [Document] = []
    var known = 0
    for (arrival, digest) in zip(arrivals, Self.digests(verdict)) {
      let folder = try Self.folder(of: arrival.entry, folders)
      let (document, isNew) = try transaction.takeIn(
        arrival.entry.incoming(digest), content: arrival.content, folder: folder,
        source:
          "\(arrival.entry.documentID?.text ?? "\(verdict.manifest.id.text) \(arrival.entry.path)") \(digest.hex)"
      )
      documents.append(document)
      if !isNew { known += 1 }
    }
    var patients: [Patient] = []
    for person in people {
      if let folder = folders[person.id] { patients.append(try transaction.patient(folder)) }
    }
    try transaction.note(
      .containerImport, of: Subject(.container, verdict.manifest.id.text),
      details: [
        "signer": .string(signer), "documents": .integer(Int64(documents.count)),
        "known": .integer(Int64(known)),
      ])
    return (patients, documents, known)
  }

  private static func digests(_ verdict: SODVerdict) -> [SHA256Digest] {
    zip(verdict.manifest.entries, verdict.digests).filter { $0.0.kind == .document }.map(\.1)
  }

  private static func folder(
    of entry: ManifestEntry, _ folders: [PatientID: PatientID]
  ) throws(Failure) -> PatientID {
    if let id = entry.patientID, let folder = folders[id] { return folder }
    guard entry.patientID == nil, folders.count == 1, let only = folders.values.first else {
      throw Failure(
        .patientMissing, "\(entry.path) is of no patient that the container names",
        hint: "so-sod unpack -C DIR, then so-upload put --patient P-…")
    }
    return only
  }
}

extension ManifestEntry {
  /// The document as it is to be kept.
  func incoming(_ digest: SHA256Digest) -> IncomingDocument {
    IncomingDocument(
      id: documentID, name: name, category: category, mediaType: mediaType, size: size, sha256: digest.hex)
  }
}
