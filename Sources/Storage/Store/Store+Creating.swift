internal import AgeFormat
internal import Glibc
public import Keys
public import Platform
public import Records
public import SystemPackage

extension Store {
  /// Makes a store at `path`, whose founder and first owner is `founder`, and opens it.
  ///
  /// The store is built beside its place and then moved there in one step: whatever happens
  /// in between, there is a whole store or none, and of two who try at once one wins.
  ///
  /// - Parameters:
  ///   - path: the store's folder, missing or empty; folders above it are made.
  ///   - founder: the identity that will open the store.
  ///   - label: the founder's name for people; sealed.
  ///   - heads: the folder, outside of the store, where the newest event is remembered.
  ///   - time: the clock that events and records are dated by.
  /// - Throws: `store_exists`, `store_on_network_fs`, `permission_denied`, `disk_full`.
  public static func create(
    at path: FilePath, founder: Identity, label: String = "", heads: FilePath,
    time: any TimeSource = SystemTimeSource()
  ) throws(Failure) -> Store {
    let (path, site) = try BuildingSite.begin(for: path)
    defer { site.clear() }
    try build(in: site.folder, founder: founder, label: label, time: time)
    try site.move(to: path)
    let store = try open(at: path, identity: founder, heads: heads, time: time)
    store.rememberNewest()
    return store
  }

  static func taken(_ path: FilePath) -> Failure {
    Failure(.storeExists, "there is a store, or something else, at \(path.printable) already")
  }

  private static func build(
    in folder: FilePath, founder: Identity, label: String, time: any TimeSource
  ) throws(Failure) {
    try FileObjects.create(in: objectsPath(folder))
    let backend = try SQLiteBackend(creating: databasePath(folder))
    let store = StoreID.random()
    let keys = EpochKeys(epoch: 1, storeKey: SealingKey.random(), store: store)
    let id = MemberID.random()
    let wrapped = try WrappedKey.wrap(keys.storeKey, token: nil, to: founder.recipient)
    let sealedLabel = try keys.memberLabels().seal(
      Array(label.utf8), context: RecordSeal.labelContext(id, store, 1))
    let statement: [MemberStatement] = [
      .store(store, format: Schema.format),
      .epoch(1, commitment: keys.commitment),
      .member(
        id, .owner, founder.recipient, signer: founder.signing.publicKey, claim: nil,
        label: SHA256.digest(of: sealedLabel).bytes),
      .wrap(epoch: 1, id, SHA256.digest(of: wrapped)),
    ]
    try backend.writing { () throws(Failure) in
      try backend.insert(StoreRow(id: store.text, format: Schema.format))
      try backend.insert(EpochRow(number: 1, commitment: keys.commitment))
      try backend.insert(WrapRow(epoch: 1, member: id.text, wrapped: wrapped))
      try backend.set(
        MemberRow(
          id: id.text, role: MemberRole.owner.rawValue, state: MemberRegistry.state(true),
          recipient: founder.recipientText, signer: founder.signing.publicKey.bytes, claim: nil, epoch: 1,
          label: sealedLabel))
      var event = EventRow(
        seq: 1, time: time.now().milliseconds, actor: id.text, epoch: 1, action: EventAction.storeCreate.word,
        subjectKind: RecordKind.store.name, subjectID: store.text, effect: .none,
        statement: MemberStatement.bytes(statement), details: nil, hash: [], signature: [])
      let line = EventLine(event, store: store, previous: EventLine.beginning)
      event.hash = line.hash
      event.signature = try founder.signing.sign(line.bytes)
      try backend.insert(event)
    }
  }
}
