internal import Keys
internal import Platform
public import Records

/// The one writer's view of the store: what it writes is there as a whole and durable after
/// the commit, or not at all.
public final class WriteTransaction: Snapshot {
  /// The time of the transaction: all that it writes bears it.
  public let time: Timestamp

  let group: ObjectGroup?
  let firstSeq: Int64
  private(set) var head: EventHead
  private(set) var attached: Set<ObjectID> = []
  private(set) var detached: [ObjectID] = []

  init(_ store: Store, group: ObjectGroup?, after head: EventHead) {
    time = store.time.now()
    self.group = group
    self.head = head
    firstSeq = head.seq + 1
    super.init(store, allowsPHI: true)
  }

  /// Inserts a new record.
  ///
  /// - Parameters:
  ///   - record: made by one of `Record`'s public initialisers.
  ///   - index: by what the record is found.
  ///   - attachments: objects staged in the group that is being committed.
  ///   - action: what the event says was done.
  ///   - details: what else the event says, sealed.
  /// - Returns: the record as it is stored.
  /// - Throws: `record_exists`, `record_too_large`.
  @discardableResult
  public func insert(
    _ record: Record, index: RecordIndex = RecordIndex(), attaching attachments: [Attachment] = [],
    action: EventAction, details: JSONObject? = nil
  ) throws(Failure) -> Record {
    try checkOpen()
    guard try checkedRow(record.kind, record.id) == nil else {
      throw Failure(.recordExists, "there is a \(record.kind.name) \(Self.printable(record.id)) already")
    }
    var row = RecordRow(
      kind: record.kind.name, id: record.id, serial: head.seq + 1, version: 1,
      epoch: store.keys.current.epoch,
      parent: record.parent, state: record.state, due: record.due?.milliseconds,
      createdAt: time.milliseconds, updatedAt: time.milliseconds, indexHash: [], sealed: [])
    let card = try cardRow(index.card, row)
    let lookups = lookupRows(index.lookups, row)
    let objects = try attach(attachments, to: row)
    row.indexHash = RecordSeal.indexHash(card: card, lookups: lookups, objects: objects)
    try seal(record, into: &row)
    try store.backend.insert(row)
    if card != nil { try store.backend.setCard(card, of: row.kind, row.serial) }
    if !lookups.isEmpty { try store.backend.setLookups(lookups, of: row.kind, row.id) }
    return try finish(row, record, action, details)
  }

  /// Replaces a record that was read before.
  ///
  /// - Parameters:
  ///   - record: as it was read, with its variables changed.
  ///   - index: by what the record is found from now on; `nil` keeps what there is.
  ///   - keeping: kinds of look-ups that stay beside those of `index`, since nobody can give their
  ///     values again.
  ///   - adding: further look-ups beside all others.
  ///   - attachments: further objects, staged in the group that is being committed.
  ///   - detaching: names of objects that the record gives up; they are removed.
  /// - Returns: the record as it is stored now.
  /// - Throws: `version_conflict` when somebody else changed or removed it meanwhile,
  ///   `record_altered` when it, or its index, was changed behind the store's back.
  @discardableResult
  public func update(
    _ record: Record, index: RecordIndex? = nil, keeping: [LookupKind] = [], adding: [Lookup] = [],
    attaching attachments: [Attachment] = [], detaching: [String] = [], action: EventAction,
    details: JSONObject? = nil
  ) throws(Failure) -> Record {
    try checkOpen()
    let old = try current(record)
    var row = old
    let before = try store.checkedIndex(of: old)
    row.version += 1
    row.epoch = store.keys.current.epoch
    row.parent = record.parent
    row.state = record.state
    row.due = record.due?.milliseconds
    row.updatedAt = time.milliseconds
    let card = try index.map { index throws(Failure) in try cardRow(index.card, row) } ?? before.card
    let lasting = before.lookups.filter { row in keeping.contains { $0.name == row.lookup } }
    let asked = index.map { lookupRows($0.lookups, row) + lasting } ?? before.lookups
    let lookups = asked + lookupRows(adding, row).filter { !asked.contains($0) }
    let kept = before.objects.filter { !detaching.contains($0.name) }
    for gone in before.objects where detaching.contains(gone.name) { try detach(gone) }
    let objects = try kept + attach(attachments, to: row)
    row.indexHash = RecordSeal.indexHash(card: card, lookups: lookups, objects: objects)
    try seal(record, into: &row)
    guard try store.backend.update(row, from: old.version) else { throw conflict(record) }
    if index != nil { try store.backend.setCard(card, of: row.kind, row.serial) }
    if index != nil || !adding.isEmpty { try store.backend.setLookups(lookups, of: row.kind, row.id) }
    return try finish(row, record, action, details)
  }

  /// Removes a record that was read before, with its card, its look-ups and its objects.
  ///
  /// - Throws: `version_conflict`, `record_altered`.
  public func remove(_ record: Record, action: EventAction, details: JSONObject? = nil) throws(Failure) {
    try checkOpen()
    let row = try current(record)
    for object in try store.checkedIndex(of: row).objects { try detach(object) }
    try store.backend.setCard(nil, of: row.kind, row.serial)
    try store.backend.setLookups([], of: row.kind, row.id)
    try store.backend.deleteRecord(row.kind, row.id)
    try append(action, Subject(record.kind, record.id), .removed, details: details)
  }

  /// Writes an event that changes no record.
  public func note(_ action: EventAction, of subject: Subject? = nil, details: JSONObject? = nil)
    throws(Failure)
  {
    try checkOpen()
    try append(action, subject, .none, details: details)
  }

  /// Signs and appends the next event.
  func append(
    _ action: EventAction, _ subject: Subject?, _ effect: EventEffect, statement: [UInt8]? = nil,
    details: JSONObject? = nil
  ) throws(Failure) {
    if let subject { try Self.check(subject.id) }
    var row = EventRow(
      seq: head.seq + 1, time: time.milliseconds, actor: store.member.id.text,
      epoch: store.keys.current.epoch,
      action: action.word, subjectKind: subject?.kind, subjectID: subject?.id, effect: effect,
      statement: statement, details: nil, hash: [], signature: [])
    if let details {
      row.details = try store.keys.current.eventDetails().seal(
        details.serialized, context: RecordSeal.detailsContext(row, store.id))
    }
    let line = EventLine(row, store: store.id, previous: head.hash.bytes)
    let hash = SHA256.digest(of: line.bytes)
    row.hash = hash.bytes
    row.signature = try store.identity.signing.sign(line.bytes)
    try store.backend.insert(row)
    head = EventHead(seq: row.seq, hash: hash)
  }

  /// Counts an object as attached; `false` when it is already.
  func noteAttached(_ id: ObjectID) -> Bool { attached.insert(id).inserted }

  /// Counts an object as given up: its bytes go after the commit.
  func noteDetached(_ id: ObjectID) { detached.append(id) }
}
