internal import AgeFormat
internal import Folders
public import Keys
public import Platform
public import Profile
public import Records
internal import SODFormat
public import Storage
public import SystemPackage

/// Packs folders, documents and files into a container for somebody (R057, R059, R062).
public struct Packer {
  private let store: Store?
  private let identity: Identity
  private let recipients: [SODRecipient]
  private let time: any TimeSource
  private let form: Form

  /// In what form a container is sealed.
  public struct Form: Sendable {
    /// Whether it is text, to pass through what takes nothing else.
    public let isArmored: Bool
    /// Whether post-quantum recipients may stand beside others.
    public let allowsMixed: Bool
    /// Whether the archive is compressed, which `tar -x` in a pipe does not notice by itself.
    public let isCompressed: Bool

    /// A form; without anything said, the usual one.
    public init(isArmored: Bool = false, allowsMixed: Bool = false, isCompressed: Bool = false) {
      self.isArmored = isArmored
      self.isCompressed = isCompressed
      self.allowsMixed = allowsMixed
    }
  }

  /// A packer.
  ///
  /// - Parameters:
  ///   - store: where documents are; `nil` when plain files are packed only.
  ///   - identity: whose signature the container bears.
  public init(
    store: Store?, identity: Identity, recipients: [ResolvedRecipient], time: any TimeSource,
    form: Form = Form()
  ) {
    self.form = form
    self.store = store
    self.identity = identity
    self.recipients = Self.unique(recipients)
    self.time = time
  }

  /// Each key once, with the signer and the name when any of its mentions had them: without
  /// the signer the recipient could neither answer nor share.
  private static func unique(_ recipients: [ResolvedRecipient]) -> [SODRecipient] {
    var unique: [SODRecipient] = []
    for one in recipients.map({ SODRecipient($0.encryption, signing: $0.signer, name: $0.name) }) {
      if let place = unique.firstIndex(where: { $0.encryption == one.encryption }) {
        if unique[place].signing == nil { unique[place] = one }
      } else {
        unique.append(one)
      }
    }
    return unique
  }

  /// What a container became.
  public struct Outcome: Sendable {
    /// Names it.
    public let id: ContainerID
    /// How many documents are in it.
    public let documents: Int
    /// The folders that they are from.
    public let patients: [PatientID]
    /// The age recipients that it is sealed to.
    public let recipients: [String]
    /// Its size in bytes.
    public let size: Int64
    /// The SHA-256 of the file.
    public let sha256: SHA256Digest
    /// The fingerprint of the key that signed it.
    public let signer: String
    /// When it was packed.
    public let created: Timestamp

    /// The container as the tools show it, written to `path`.
    public func container(at path: FilePath) -> Container {
      Container(
        id: id, path: FileName(path), size: size, sha256: sha256.hex, documents: Int64(documents),
        patients: patients, recipients: recipients, signer: signer, created: created)
    }
  }

  /// Writes a container to `output`.
  ///
  /// That it is packed, for whom and of whose documents, is kept in the store before the first
  /// byte is given out, and that it is complete after the last one. After a failure `output` holds a cut container, which nobody can
  /// mistake for a whole one.
  ///
  /// - Throws: `recipients_mixed`, `nothing_to_pack`, `several_patients`, `document_elsewhere`, `patient_unknown`,
  ///   `document_unknown`, `changed_while_read`, and what reading and writing throw.
  public func pack(
    _ selection: PackSelection, id: ContainerID = .random(), to output: any ByteSink,
    progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(Failure) -> Outcome {
    let written = try write(selection, id: id, to: output, digests: true, progress: progress)
    guard let digest = written.digest else {
      throw Failure(.internalError, "a container was packed without its digest")
    }
    return Outcome(
      id: id, documents: written.plan.documentCount, patients: written.plan.patients,
      recipients: recipientTexts, size: written.size, sha256: digest, signer: identity.fingerprint,
      created: written.created)
  }

  /// Writes a container to `output` as ``pack(_:id:to:progress:)`` does, for a caller who is told
  /// nothing of it: its digest is only made where the store keeps it.
  ///
  /// - Throws: as ``pack(_:id:to:progress:)``.
  public func stream(_ selection: PackSelection, to output: any ByteSink) throws(Failure) {
    _ = try write(selection, id: .random(), to: output, digests: false, progress: { _, _ in })
  }

  private func write(
    _ selection: PackSelection, id: ContainerID, to output: any ByteSink, digests: Bool,
    progress: (Int64, Int64) -> Void
  ) throws(Failure) -> (plan: PackPlan, size: Int64, digest: SHA256Digest?, created: Timestamp) {
    let plan = try plan(selection, for: id)
    let created = time.now()
    let held = HeldOutput(output, digests: digests || isKept(plan.patients))
    let armor = form.isArmored ? ArmorWriter(held) : nil
    var options = SODWriter.Options(id: id, created: created)
    options.allowMixed = form.allowsMixed
    options.isCompressed = form.isCompressed
    let writer = try SODWriter(
      options, items: plan.pieces.map(\.item), to: recipients, sender: SODSender(identity),
      output: armor ?? held)
    let kept = PackedContainer(
      id: id, patients: plan.patients, recipients: recipientTexts,
      signers: recipients.compactMap(\.signing).filter { $0 != identity.signer })
    try keep(kept, headerHash: writer.headerHash)
    try held.release()
    let size = armor == nil ? writer.size : ArmorWriter.size(of: writer.size)
    for piece in plan.pieces {
      try piece.read { (source) throws(Failure) in try writer.add(source) }
      progress(held.size, size)
    }
    let content = try writer.finish()
    try armor?.finish()
    let digest = try held.finish()
    if let digest { try complete(kept, digest, content) }
    return (plan, held.size, digest, created)
  }

  /// Whether the store keeps what is packed of these folders.
  private func isKept(_ patients: [PatientID]) -> Bool { store != nil && !patients.isEmpty }

  /// What a container would become.
  public struct Preview: Sendable {
    /// How many documents would be in it.
    public let documents: Int
    /// The folders that they are from.
    public let patients: [PatientID]
    /// The age recipients that it would be sealed to.
    public let recipients: [String]
    /// Its size in bytes.
    public let size: Int64
  }

  /// Looks what would be packed; nothing is.
  ///
  /// - Throws: what ``pack(_:id:to:progress:)`` throws before it writes.
  public func preview(_ selection: PackSelection) throws(Failure) -> Preview {
    let id = ContainerID.random()
    let plan = try plan(selection, for: id)
    var options = SODWriter.Options(id: id, created: time.now())
    options.allowMixed = form.allowsMixed
    let nowhere = MemorySink(limit: .max, excess: Failure(.internalError, "a preview was written"))
    let writer = try SODWriter(
      options, items: plan.pieces.map(\.item), to: recipients, sender: SODSender(identity), output: nowhere)
    return Preview(
      documents: plan.documentCount, patients: plan.patients, recipients: recipientTexts, size: writer.size)
  }

  private var recipientTexts: [String] { recipients.map(\.encryption.text) }

  private func plan(_ selection: PackSelection, for id: ContainerID) throws(Failure) -> PackPlan {
    var plan = PackPlan()
    if let store, selection.needsStore {
      let details: JSONObject = [
        "to": .array(recipientTexts.map { .string($0) }), "items": .integer(Int64(selection.items.count)),
      ]
      plan = try store.read(.containerPack, of: Subject(.container, id.text), details: details) {
        (snapshot) throws(Failure) in
        var plan = PackPlan()
        for item in selection.items { try add(item, of: selection, to: &plan, snapshot) }
        return plan
      }
    } else {
      for item in selection.items {
        if case .file(let path) = item { try plan.add(path) }
      }
    }
    guard plan.documentCount > 0 || (selection.includesForms && !plan.pieces.isEmpty) else {
      throw Failure(.nothingToPack, "no document was chosen, or the folder has none")
    }
    guard plan.patients.count <= selection.patientLimit else {
      throw Failure(
        .severalPatients,
        "the documents are of \(plan.patients.count) patients, and \(selection.patientLimit) may be in one container",
        hint: "narrow the choice, or say --patients \(plan.patients.count)")
    }
    return plan
  }

  private func add(
    _ item: PackSelection.Item, of selection: PackSelection, to plan: inout PackPlan, _ snapshot: Snapshot
  ) throws(Failure) {
    switch item {
    case .file(let path): try plan.add(path)
    case .folder(let id):
      plan.add(try snapshot.patient(id))
      if selection.includesForms {
        try snapshot.forms(of: id) { (form) throws(Failure) in plan.add(form) }
        try snapshot.appointments(of: id) { (appointment) throws(Failure) in plan.add(appointment, of: id) }
      }
      for document in try snapshot.documents(of: id) { try add(document, to: &plan, snapshot) }
    case .document(let id, let folder):
      let document = try snapshot.document(id)
      if let folder, document.patient != folder {
        throw Failure(.documentElsewhere, "the document \(id) is not in the folder \(folder)")
      }
      if let patient = document.patient { plan.add(try snapshot.patient(patient)) }
      try add(document, to: &plan, snapshot)
    }
  }

  private func add(_ document: Document, to plan: inout PackPlan, _ snapshot: Snapshot) throws(Failure) {
    guard let id = document.id else { return }
    plan.add(document, content: try snapshot.contentOpener(of: id))
  }

  /// Keeps that all of it was given out. A program behind a pipe sees its end only later, when
  /// this process ends.
  private func complete(
    _ container: PackedContainer, _ digest: SHA256Digest, _ content: SHA256Digest
  ) throws(Failure) {
    guard let store, isKept(container.patients) else { return }
    _ = try store.write { (transaction) throws(Failure) in
      var record = try transaction.required(.container, container.id.text)
      var packed: PackedContainer = try record.value()
      packed.sha256 = digest.hex
      packed.content = content.hex
      record.setValue(packed)
      _ = try transaction.update(record, action: .containerComplete)
    }
  }

  /// Keeps what is packed, with an event for each folder: who gave what to whom.
  private func keep(_ container: PackedContainer, headerHash hash: [UInt8]) throws(Failure) {
    guard let store, isKept(container.patients) else { return }
    _ = try store.write { (transaction) throws(Failure) in
      _ = try transaction.insert(
        Record(.container, id: container.id.text, value: container),
        index: RecordIndex(lookups: [Lookup(.containerHeader, hash)]), action: .containerPack)
      for patient in container.patients {
        try transaction.note(
          .patientSend, of: Subject(.patient, patient.text),
          details: [
            "container": .string(container.id.text), "to": .array(container.recipients.map { .string($0) }),
          ])
      }
    }
  }
}
