import Keys
import Platform
import Records
import Storage
import SystemPackage
import TestSupport

/// A store in a folder of its own, as the tests need it.
final class TestStore {
  let folder: TemporaryFolder
  let identity: Identity
  var path: FilePath { folder("store") }
  var heads: FilePath { folder("heads") }

  init() throws {
    folder = try TemporaryFolder()
    identity = Identity.generate(at: Timestamp(milliseconds: 0))
  }

  /// In memory: for trials that sync hundreds of times and never cut the power.
  convenience init(inMemory: Bool) throws {
    try self.init(sharing: Identity.generate(at: Timestamp(milliseconds: 0)))
  }

  /// In memory, for the same member.
  init(sharing identity: Identity) throws {
    let memory = FilePath("/dev/shm")
    folder = try TemporaryFolder(in: try FileStatus(at: memory)?.kind == .directory ? memory : nil)
    self.identity = identity
  }

  func create() throws -> Store {
    try Store.create(at: path, founder: identity, label: "Dr. Founder", heads: heads)
  }

  func open(as other: Identity? = nil) throws -> Store {
    try Store.open(at: path, identity: other ?? identity, heads: heads)
  }
}

extension RecordKind {
  static let patient = RecordKind("patient")
  static let document = RecordKind("document")
  static let transfer = RecordKind("transfer", holdsPHI: false)
}

extension LookupKind {
  static let mrn = LookupKind("mrn")
  static let email = LookupKind("email")
}

extension EventAction {
  static let add = EventAction("patient.add")
  static let edit = EventAction("patient.edit")
  static let remove = EventAction("patient.remove")
  static let show = EventAction("patient.show")
  static let find = EventAction("patient.find")
  static let put = EventAction("document.put")
}

extension Array<UInt8> {
  init(text: String) { self = Array(text.utf8) }
  var text: String { String(decoding: self, as: UTF8.self) }
}

extension Store {
  /// Adds a patient whose content, card and MRN are made from `name`.
  @discardableResult
  func addPatient(_ name: String, id: String = PatientID.random().text) throws -> Record {
    try write { tx throws(Failure) in
      try tx.insert(
        Record(.patient, id: id, state: "active", content: .init(text: "{\"name\":\"\(name)\"}")),
        index: RecordIndex(card: .init(text: name), lookups: [Lookup(.mrn, "MRN-\(name)")]),
        action: .add, details: ["by": .string(name)])
    }.value
  }

  func patient(_ id: String) throws -> Record? {
    try read(.show, of: Subject(.patient, id)) { snapshot throws(Failure) in try snapshot.record(.patient, id)
    }
  }

  /// Stores `contents` as documents of `patient` in one group.
  @discardableResult
  func putDocuments(_ contents: [[UInt8]], of patient: String) throws -> Committed<[Record]> {
    let group = try beginGroup()
    let staged = try contents.map { try group.stage(MemorySource($0)) }
    return try commit(group) { tx throws(Failure) in
      var records: [Record] = []
      for object in staged {
        let record = Record(
          .document, id: DocumentID.random().text, parent: patient, state: "done",
          content: .init(text: object.sha256.hex))
        records.append(try tx.insert(record, attaching: [Attachment("original", object)], action: .put))
      }
      return records
    }
  }

  func content(of document: String) throws -> [UInt8] {
    let source = try read(.show, of: Subject(.document, document)) { snapshot throws(Failure) in
      let objects = try snapshot.objects(of: .document, document)
      guard let object = objects.first else { throw Failure(.objectMissing, "none") }
      return try snapshot.open(object, of: .document)
    }
    return try source.readAll(limit: 1 << 30, excess: Failure(.ioError, "too large"))
  }
}
