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
  private var documents: Set<DocumentID> = []
  private(set) var documentCount = 0

  /// Adds a folder's own record, once.
  mutating func add(_ patient: Patient) {
    guard !patients.contains(patient.id) else { return }
    patients.append(patient.id)
    let bytes = patient.json.serialized
    add(bytes, as: .patient(patient.id, size: Int64(bytes.count)))
  }

  /// Adds a form of a folder.
  mutating func add(_ form: FormRecord) {
    let bytes = form.json.serialized
    add(bytes, as: .form(form.id, of: form.patient, size: Int64(bytes.count)))
  }

  /// Adds an appointment of a folder's patient; whom this site told of it stays here.
  mutating func add(_ appointment: Appointment, of patient: PatientID) {
    var appointment = appointment
    appointment.notifications = []
    let bytes = appointment.json.serialized
    add(bytes, as: .appointment(appointment.id, of: patient, size: Int64(bytes.count)))
  }

  private mutating func add(_ bytes: [UInt8], as item: SODItem) {
    pieces.append(Piece(item: item) { (body) throws(Failure) in try body(MemorySource(bytes)) })
  }

  /// Adds a document of the store, once.
  mutating func add(_ document: Document, content: ObjectOpener) {
    guard let id = document.id, documents.insert(id).inserted else { return }
    documentCount += 1
    let item = SODItem.document(
      name: document.name, size: content.size, mediaType: document.mediaType ?? "application/octet-stream",
      category: document.category, id: id, patient: document.patient)
    pieces.append(Piece(item: item) { (body) throws(Failure) in try body(try content.open()) })
  }

  /// Adds a plain file, as it is now; it is opened again when its turn comes.
  mutating func add(_ path: FilePath) throws(Failure) {
    let file = try InputFile(opening: path)
    guard file.size > 0 else { throw Failure(.emptyFile, "\(path.printable) is empty") }
    let head = try file.head(MediaType.headLength)
    documentCount += 1
    let item = SODItem.document(
      name: path.fileName, size: file.size, mediaType: MediaType(head: head, fileName: path.fileName).name)
    pieces.append(
      Piece(item: item) { (body) throws(Failure) in
        let file = try InputFile(opening: path)
        try body(file)
        try file.finish()
      })
  }
}
