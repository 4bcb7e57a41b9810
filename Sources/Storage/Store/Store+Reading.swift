internal import AgeFormat
internal import Keys
public import Records

extension Store {
  /// Writes the event `action` on `subject`, and when that is durable lets `body` read.
  ///
  /// - Throws: `audit_unwritable` when the event cannot be written (a read-only or a full
  ///   disk), `store_busy`, and what `body` throws.
  public func read<Value>(
    _ action: EventAction, of subject: Subject? = nil, details: JSONObject? = nil,
    _ body: (Snapshot) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    do throws(Failure) {
      _ = try write { tx throws(Failure) in try tx.note(action, of: subject, details: details) }
    } catch  where !Self.ownReasons.contains(error.code) {
      throw Failure(
        .auditUnwritable, "reading is refused because its event cannot be written: \(error.message)",
        hint: error.hint)
    }
    return try snapshot(allowsPHI: true, body)
  }

  /// Why an event was not written, where that says more than that it was not.
  private static var ownReasons: [Failure.Code] {
    [.storeBusy, .storeDamaged, .internalError, .notAMember, .membersAltered, .storeRekeyed]
  }

  /// Lets `body` read what takes no event: headers, counts, look-ups, members, and records of
  /// kinds that hold no PHI.
  public func look<Value>(_ body: (Snapshot) throws(Failure) -> Value) throws(Failure) -> Value {
    try snapshot(allowsPHI: false, body)
  }

  private func snapshot<Value>(
    allowsPHI: Bool, _ body: (Snapshot) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try backend.reading { () throws(Failure) in
      try refreshKeys()
      let snapshot = Snapshot(self, allowsPHI: allowsPHI)
      defer { snapshot.end() }
      return try body(snapshot)
    }
  }

  /// Holds a row against its newest event.
  func checkAgainstEvents(_ row: RecordRow) throws(Failure) {
    guard try backend.newestEffect(on: row.kind, row.id)?.effect == .put(RecordSeal.hash(row, id)) else {
      throw Failure(
        .recordAltered,
        "the \(row.kind) \(Snapshot.printable(row.id)) is not the one that its newest event names",
        hint: "so-patient audit --verify")
    }
  }

  func open(_ row: RecordRow, _ kind: RecordKind) throws(Failure) -> Record {
    let sealer = try keys.keys(row.epoch).records(row.kind)
    let content = try sealer.open(
      row.sealed, context: RecordSeal.context(row, id), "the \(row.kind) \(Snapshot.printable(row.id))")
    return Record(
      kind, id: row.id, serial: row.serial, version: row.version,
      created: Timestamp(milliseconds: row.createdAt), updated: Timestamp(milliseconds: row.updatedAt),
      parent: row.parent, state: row.state, due: row.due.map(Timestamp.init(milliseconds:)), content: content)
  }

  static func header(_ row: RecordRow, _ kind: RecordKind) -> RecordHeader {
    RecordHeader(
      kind: kind, id: row.id, serial: row.serial, version: row.version, parent: row.parent, state: row.state,
      due: row.due.map(Timestamp.init(milliseconds:)), created: Timestamp(milliseconds: row.createdAt),
      updated: Timestamp(milliseconds: row.updatedAt))
  }

  /// The rows by which a record is found, held against the record.
  func checkedIndex(of row: RecordRow) throws(Failure) -> (
    card: CardRow?, lookups: [LookupRow], objects: [ObjectRow]
  ) {
    let card = try backend.card(row.kind, row.serial)
    let lookups = try backend.lookups(of: row.kind, row.id)
    let objects = try backend.objects(of: row.kind, row.id)
    guard RecordSeal.indexHash(card: card, lookups: lookups, objects: objects) == row.indexHash else {
      throw Failure(
        .recordAltered,
        "the card, the look-ups or the objects of the \(row.kind) \(Snapshot.printable(row.id)) were changed",
        hint: "so-patient audit --verify")
    }
    return (card, lookups, objects)
  }

  func checkedObjects(of row: RecordRow) throws(Failure) -> [StoredObject] {
    var found: [StoredObject] = []
    for object in try checkedIndex(of: row).objects { found.append(try storedObject(object)) }
    return found
  }

  func storedObject(_ row: ObjectRow) throws(Failure) -> StoredObject {
    let facts = try facts(row)
    guard let object = ObjectID(row.object) else {
      throw Failure(.recordAltered, "the row of an object is malformed")
    }
    return StoredObject(
      id: object, name: row.name, size: facts.size, sha256: facts.sha256, epoch: facts.epoch)
  }

  func facts(_ row: ObjectRow) throws(Failure) -> ObjectFacts {
    let bytes = try keys.keys(row.epoch).objectFacts().open(
      row.sealed, context: RecordSeal.objectContext(row, id),
      "the row of the object \(Snapshot.printable(row.object))")
    guard let facts = ObjectFacts(bytes) else {
      throw Failure(.recordAltered, "the row of an object is malformed")
    }
    return facts
  }

  func source(_ object: StoredObject) throws(Failure) -> StoredObjectSource {
    try source(object, reading: objectBackend.open(object.id))
  }

  func source(_ object: StoredObject, reading sealed: any ByteSource) throws(Failure) -> StoredObjectSource {
    try StoredObjectSource(object, reading: sealed, with: keys.keys(object.epoch).objectKey())
  }
}
