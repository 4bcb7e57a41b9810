internal import Keys
internal import Records

/// From records to sealed rows.
extension WriteTransaction {
  func current(_ record: Record) throws(Failure) -> RecordRow {
    guard let row = try checkedRow(record.kind, record.id), row.version == record.version else {
      throw conflict(record)
    }
    return row
  }

  func conflict(_ record: Record) -> Failure {
    Failure(
      .versionConflict,
      "the \(record.kind.name) \(Self.printable(record.id)) was changed by somebody else meanwhile",
      hint: "read it again and repeat the change")
  }

  func finish(
    _ row: RecordRow, _ record: Record, _ action: EventAction, _ details: JSONObject?
  ) throws(Failure) -> Record {
    try append(
      action, Subject(record.kind, record.id), .put(RecordSeal.hash(row, store.id)), details: details)
    return Record(
      record.kind, id: row.id, serial: row.serial, version: row.version,
      created: Timestamp(milliseconds: row.createdAt), updated: Timestamp(milliseconds: row.updatedAt),
      parent: row.parent, state: row.state, due: record.due, content: record.content)
  }

  func seal(_ record: Record, into row: inout RecordRow) throws(Failure) {
    try Self.check(record.id)
    if let parent = record.parent { try Self.check(parent) }
    guard record.state.isEmpty || Word.isValid(record.state) else {
      throw Failure(.internalError, "a record's state is not a plain word")
    }
    guard record.content.count <= Record.maximumContentLength else {
      throw Failure(
        .recordTooLarge,
        "the record has \(record.content.count) bytes; the limit is \(Record.maximumContentLength)")
    }
    row.sealed = try store.keys.current.records(row.kind).seal(
      record.content, context: RecordSeal.context(row, store.id))
  }

  static func check(_ id: String) throws(Failure) {
    guard Word.isValidID(id) else { throw Failure(.internalError, "a record's id is not a plain word") }
  }

  func cardRow(_ card: [UInt8]?, _ row: RecordRow) throws(Failure) -> CardRow? {
    guard let card else { return nil }
    guard card.count <= RecordIndex.maximumCardLength else {
      throw Failure(.internalError, "a search card is longer than \(RecordIndex.maximumCardLength) bytes")
    }
    let context = CardScanner.context(row.kind, row.id, store.keys, row.epoch)
    let sealed = try store.keys.current.cards(row.kind).seal(CardScanner.pad(card), context: context)
    return CardRow(kind: row.kind, id: row.id, serial: row.serial, epoch: row.epoch, sealed: sealed)
  }

  func lookupRows(_ lookups: [Lookup], _ row: RecordRow) -> [LookupRow] {
    Set(lookups).map { lookup in
      LookupRow(
        lookup: lookup.kind.name, digest: store.keys.lookup(lookup.kind.name, lookup.value),
        kind: row.kind, id: row.id)
    }
  }

  func attach(_ attachments: [Attachment], to row: RecordRow) throws(Failure) -> [ObjectRow] {
    var rows: [ObjectRow] = []
    for attachment in attachments {
      let object = attachment.object
      guard let group, group.holds(object), Word.isValid(attachment.name), noteAttached(object.id)
      else {
        throw Failure(.internalError, "an object is attached that is not staged in the transaction's group")
      }
      var row = ObjectRow(
        object: object.id.text, kind: row.kind, id: row.id, name: attachment.name, epoch: row.epoch,
        sealed: [])
      row.sealed = try store.keys.current.objectFacts().seal(
        ObjectFacts(size: object.size, sha256: object.sha256, epoch: group.epoch).bytes,
        context: RecordSeal.objectContext(row, store.id))
      try store.backend.insert(row)
      rows.append(row)
    }
    return rows
  }

  func detach(_ row: ObjectRow) throws(Failure) {
    try store.backend.deleteObject(row.object)
    if let id = ObjectID(row.object) { noteDetached(id) }
  }
}
