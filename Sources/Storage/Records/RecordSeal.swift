internal import Keys
internal import Records

/// What a record is sealed to, and the hash by which an event speaks of it.
///
/// The seal binds every column of the row, so none can be changed by who holds no key; the
/// event's hash binds this version, so no older row can be put back unnoticed; and through
/// the index hash it binds the card, the look-ups and the objects.
enum RecordSeal {
  static func context(_ row: RecordRow, _ store: StoreID) -> CanonicalBytes {
    var bytes = CanonicalBytes("so.record/1")
    bytes.add(store.text)
    bytes.add(row.kind)
    bytes.add(row.id)
    bytes.add(row.serial)
    bytes.add(row.version)
    bytes.add(row.epoch)
    bytes.add(row.parent)
    bytes.add(row.state)
    bytes.add(row.due)
    bytes.add(row.createdAt)
    bytes.add(row.updatedAt)
    return bytes
  }

  static func hash(_ row: RecordRow, _ store: StoreID) -> SHA256Digest {
    var bytes = context(row, store)
    bytes.add(SHA256.digest(of: row.sealed).bytes)
    bytes.add(row.indexHash)
    return SHA256.digest(of: bytes.bytes)
  }

  static func indexHash(card: CardRow?, lookups: [LookupRow], objects: [ObjectRow]) -> [UInt8] {
    var bytes = CanonicalBytes("so.index/1")
    if let card {
      bytes.add(card.id)
      bytes.add(card.serial)
      bytes.add(card.epoch)
      bytes.add(card.sealed)
    }
    for lookup in lookups.sorted(by: {
      ($0.lookup, Hex.encode($0.digest)) < ($1.lookup, Hex.encode($1.digest))
    }) {
      bytes.add(lookup.lookup)
      bytes.add(lookup.digest)
    }
    for object in objects.sorted(by: { $0.object < $1.object }) {
      bytes.add(object.object)
      bytes.add(object.name)
      bytes.add(object.epoch)
      bytes.add(object.sealed)
    }
    return SHA256.digest(of: bytes.bytes).bytes
  }

  /// What a card is sealed to: a scan opens very many, so this is bytes put together by hand.
  static func cardContext(_ kind: String, _ store: StoreID, _ epoch: Int64) -> [UInt8] {
    var bytes = CanonicalBytes("so.card/1")
    bytes.add(store.text)
    bytes.add(kind)
    bytes.add(epoch)
    return bytes.bytes
  }

  static func objectContext(_ row: ObjectRow, _ store: StoreID) -> CanonicalBytes {
    var bytes = CanonicalBytes("so.object/1")
    bytes.add(store.text)
    bytes.add(row.object)
    bytes.add(row.kind)
    bytes.add(row.id)
    bytes.add(row.name)
    bytes.add(row.epoch)
    return bytes
  }

  static func detailsContext(_ event: EventRow, _ store: StoreID) -> CanonicalBytes {
    var bytes = CanonicalBytes("so.details/1")
    bytes.add(store.text)
    bytes.add(event.seq)
    bytes.add(event.time)
    bytes.add(event.actor)
    bytes.add(event.epoch)
    bytes.add(event.action)
    bytes.add(event.subjectKind)
    bytes.add(event.subjectID)
    return bytes
  }

  static func labelContext(_ member: MemberID, _ store: StoreID, _ epoch: Int64) -> CanonicalBytes {
    var bytes = CanonicalBytes("so.label/1")
    bytes.add(store.text)
    bytes.add(member.text)
    bytes.add(epoch)
    return bytes
  }
}
