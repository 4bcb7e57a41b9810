internal import AgeFormat
public import Keys
public import Platform
public import Profile
public import Records
internal import SODFormat
public import Storage

/// Packs a whole store into a container, as sealed as it is: records, documents, members and the
/// audit trail. Whoever opens the container still needs a member's identity.
public struct StoreExporter {
  private let store: Store
  private let identity: Identity
  private let recipients: [SODRecipient]
  private let time: any TimeSource
  private let senderName: String?

  /// An exporter; `identity` signs, and `senderName` is as for a `Packer`.
  public init(
    _ store: Store, identity: Identity, senderName: String? = nil, recipients: [ResolvedRecipient],
    time: any TimeSource
  ) {
    self.senderName = senderName
    self.store = store
    self.identity = identity
    self.recipients = recipients.map { SODRecipient($0.encryption, signing: $0.signer, name: $0.name) }
    self.time = time
  }

  /// What an export became.
  public struct Outcome: Sendable {
    /// Names the container.
    public let id: ContainerID
    /// How many objects are in it.
    public let objects: Int
    /// The newest event of the state that was packed.
    public let head: EventHead
    /// The age recipients that it is sealed to.
    public let recipients: [String]
    /// Its size in bytes.
    public let size: Int64
    /// The SHA-256 of the file.
    public let sha256: SHA256Digest
    /// When it was packed.
    public let created: Timestamp
  }

  /// Writes the container to `output`, while others go on working with the store.
  ///
  /// - Throws: what `Store.beginBackup` throws, `recipient_missing`, and what `output` throws;
  ///   `output` then holds a cut container, which nobody can mistake for a whole one.
  public func export(
    id: ContainerID = .random(), to output: any ByteSink, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(Failure) -> Outcome {
    let texts = recipients.map(\.encryption.text)
    let backup = try store.beginBackup(details: [
      "container": .string(id.text), "to": .array(texts.map { .string($0) }),
    ])
    let created = time.now()
    let files = backup.objects.lazy.map { (path: $0.path, size: $0.size) }
    let held = HeldOutput(output)
    let writer = try SODWriter(
      SODWriter.Options(id: id, created: created),
      items: [
        .store(
          name: WholeStore.database, size: backup.database.size, mediaType: "application/vnd.sqlite3"),
        .store(
          name: WholeStore.objects, size: FileBundle.size(of: files), mediaType: "application/x-tar"),
      ], to: recipients, sender: SODSender(identity, name: senderName), output: held)
    try held.release()
    try writer.add(try backup.openDatabase())
    progress(held.size, writer.size)
    try writer.add(writing: { (sink) throws(Failure) in
      try FileBundle.write(files, modified: created, to: sink) { (place) throws(Failure) in
        progress(held.size, writer.size)
        return try backup.openObject(at: place)
      }
    })
    try writer.finish()
    guard let digest = try held.finish() else {
      throw Failure(.internalError, "a store was exported without its digest")
    }
    progress(held.size, held.size)
    return Outcome(
      id: id, objects: backup.objects.count, head: backup.head, recipients: texts, size: held.size,
      sha256: digest, created: created)
  }
}

/// The names of the entries that make a whole store.
enum WholeStore {
  static let database: StaticString = "store.db"
  static let objects: StaticString = "objects.tar"
}
