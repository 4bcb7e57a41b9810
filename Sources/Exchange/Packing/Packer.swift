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
  private let senderName: String?

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
  ///   - senderName: the name that the container bears, a claim; see `Profile.senderName()`.
  public init(
    store: Store?, identity: Identity, senderName: String? = nil, recipients: [ResolvedRecipient],
    time: any TimeSource, form: Form = Form()
  ) {
    self.senderName = senderName
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

  /// Writes a container to `output`.
  ///
  /// That it is packed, for whom and of whose documents, is kept in the store before the first
  /// byte is given out, in one event that is the look at them, too; and that it is complete, after
  /// the last one. After a failure `output` holds a cut container, which nobody can mistake for a
  /// whole one.
  ///
  /// - Throws: `recipients_mixed`, `nothing_to_pack`, `several_patients`, `document_elsewhere`, `patient_unknown`,
  ///   `document_unknown`, `changed_while_read`, and what reading and writing throw.
  public func pack(
    _ selection: PackSelection, id: ContainerID = .random(), to output: any ByteSink,
    progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(Failure) -> Outcome {
    let written = try write(selection, id: id, to: output, digests: true, progress: progress)
    try complete(id, written)
    return try outcome(id, written)
  }

  /// Writes a container to `file`, as ``pack(_:id:to:progress:)`` does, and names it `path`.
  ///
  /// The name comes before the store keeps that the container is complete: of one that nobody has
  /// it would be kept for ever.
  ///
  /// - Parameter replacing: whether a file of that name is replaced.
  /// - Throws: as ``pack(_:id:to:progress:)``, and what `NewFile.publish(at:replacing:durable:)`
  ///   throws; nothing new has the name then.
  public func pack(
    _ selection: PackSelection, id: ContainerID = .random(), to file: NewFile, at path: FilePath,
    replacing: Bool = false, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(Failure) -> Outcome {
    let written = try write(selection, id: id, to: file, digests: true, progress: progress)
    try file.publish(at: path, replacing: replacing)
    do throws(Failure) { try complete(id, written) } catch {
      try? FileSystem.removeFile(path)
      throw error
    }
    return try outcome(id, written)
  }

  private func outcome(_ id: ContainerID, _ written: Written) throws(Failure) -> Outcome {
    guard let digest = written.digest else {
      throw Failure(.internalError, "a container was packed without its digest")
    }
    return Outcome(
      id: id, documents: written.plan.documentCount, patients: written.plan.patients,
      recipients: recipientTexts, size: written.size, sha256: digest, signer: identity.fingerprint,
      created: written.created, keptContent: written.isKept ? written.content : nil)
  }

  /// Writes a container to `output`, as ``pack(_:id:to:progress:)`` does, and leaves it to the caller to
  /// keep that it is complete, by ``Storage/WriteTransaction/complete(_:)``, with what it is for.
  ///
  /// - Throws: as ``pack(_:id:to:progress:)``.
  public func begin(
    _ selection: PackSelection, to output: any ByteSink, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(Failure) -> Outcome {
    let id = ContainerID.random()
    return try outcome(id, try write(selection, id: id, to: output, digests: true, progress: progress))
  }

  /// Writes a container to `output` as ``pack(_:id:to:progress:)`` does, for a caller who is told
  /// nothing of it: its digest is only made where the store keeps it.
  ///
  /// - Throws: as ``pack(_:id:to:progress:)``.
  public func stream(_ selection: PackSelection, to output: any ByteSink) throws(Failure) {
    let id = ContainerID.random()
    try complete(id, try write(selection, id: id, to: output, digests: false, progress: { _, _ in }))
  }

  /// A container whose last byte was given out.
  private struct Written {
    let plan: PackPlan
    let size: Int64
    /// Of the file; where the store keeps it, or the caller is told.
    let digest: SHA256Digest?
    /// Of its `SHA256SUMS`.
    let content: SHA256Digest
    let created: Timestamp
    /// Whether the store keeps it.
    let isKept: Bool
  }

  private func write(
    _ selection: PackSelection, id: ContainerID, to output: any ByteSink, digests: Bool,
    progress: (Int64, Int64) -> Void
  ) throws(Failure) -> Written {
    let files = try PlainFiles(selection)
    let seal = try seal()
    let options = options(id)
    let held = HeldOutput(output, digests: digests || isKept(selection))
    let armor = form.isArmored ? ArmorWriter(held) : nil
    let begin = { (snapshot: Snapshot?) throws(Failure) in
      let plan = try PackPlan(selection, files, snapshot)
      let writer = try SODWriter(
        options, items: plan.pieces.map(\.item), seal, sender: SODSender(identity, name: senderName),
        output: armor ?? held)
      return (plan, writer)
    }
    let (plan, writer) =
      if let store, isKept(selection) {
        try store.write { (transaction) throws(Failure) in
          let (plan, writer) = try begin(transaction)
          try keep(plan, id, headerHash: seal.headerHash, in: transaction)
          return (plan, writer)
        }.value
      } else { try begin(nil) }
    try held.release()
    let size = armor == nil ? writer.size : ArmorWriter.size(of: writer.size)
    for piece in plan.pieces {
      try piece.read { (source) throws(Failure) in try writer.add(source) }
      progress(held.size, size)
    }
    let content = try writer.finish()
    try armor?.finish()
    let digest = try held.finish()
    return Written(
      plan: plan, size: held.size, digest: digest, content: content, created: options.created,
      isKept: isKept(selection))
  }

  private func options(_ id: ContainerID) -> SODWriter.Options {
    var options = SODWriter.Options(id: id, created: time.now())
    options.allowMixed = form.allowsMixed
    options.isCompressed = form.isCompressed
    return options
  }

  private func seal() throws(Failure) -> SODSeal {
    try SODSeal(to: recipients, allowMixed: form.allowsMixed, isCompressed: form.isCompressed)
  }

  /// Whether the store keeps what is packed of this choice.
  private func isKept(_ selection: PackSelection) -> Bool { store != nil && selection.needsStore }

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
    let files = try PlainFiles(selection)
    let plan =
      if let store, isKept(selection) {
        try store.read(.containerPreview, of: Subject(.container, id.text)) { (snapshot) throws(Failure) in
          try PackPlan(selection, files, snapshot)
        }
      } else { try PackPlan(selection, files, nil) }
    let nowhere = MemorySink(limit: .max, excess: Failure(.internalError, "a preview was written"))
    let writer = try SODWriter(
      options(id), items: plan.pieces.map(\.item), try seal(), sender: SODSender(identity, name: senderName),
      output: nowhere)
    return Preview(
      documents: plan.documentCount, patients: plan.patients, recipients: recipientTexts, size: writer.size)
  }

  private var recipientTexts: [String] { recipients.map(\.encryption.text) }

  /// Keeps what is packed, and what was read for it, in one transaction: who gave which documents of
  /// whom to whom. What a process does that dies before this is in nobody's hands.
  private func keep(
    _ plan: PackPlan, _ id: ContainerID, headerHash hash: [UInt8], in transaction: WriteTransaction
  ) throws(Failure) {
    let container = PackedContainer(
      id: id, patients: plan.patients, recipients: recipientTexts,
      signers: recipients.compactMap(\.signing).filter { $0 != identity.signer })
    let to = JSONValue.array(recipientTexts.map { .string($0) })
    try transaction.insert(
      Record(.container, id: id.text, value: container),
      index: RecordIndex(lookups: [Lookup(.containerHeader, hash)]), action: .containerPack,
      details: [
        "to": to, "patients": .array(plan.patients.map { .string($0.text) }),
        "documents": .integer(Int64(plan.documentCount)),
      ])
    for patient in plan.patients {
      let documents = plan.documents.filter { $0.patient == patient }
      try transaction.note(
        .patientSend, of: Subject(.patient, patient.text),
        details: [
          "container": .string(id.text), "to": to,
          "documents": .array(documents.map { .string($0.id.text) }),
        ])
    }
  }

  /// Keeps that all of it was given out, where the store keeps it. A program behind a pipe sees its
  /// end only later, when this process ends.
  private func complete(_ id: ContainerID, _ written: Written) throws(Failure) {
    guard let store, written.isKept, let digest = written.digest else { return }
    _ = try store.write { (transaction) throws(Failure) in
      try transaction.complete(id, digest, written.content)
    }
  }
}
