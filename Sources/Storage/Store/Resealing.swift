internal import Keys
internal import Records

/// Seals every record of a store anew, with its card, its look-ups and the facts of its objects,
/// one record at a time: the memory that it takes does not grow with the store.
///
/// Each record is first held against its newest event. Without that, a row that somebody changed
/// behind the store's back would get a signature here, and look true ever after.
struct Resealing {
  private let tx: WriteTransaction
  private let old: KeyRing
  private var scanners: [String: CardScanner] = [:]
  /// Records done.
  private(set) var records: Int64 = 0
  /// Objects whose rows are done.
  private(set) var objects: Int64 = 0

  /// From the keys `old` to the current keys of the transaction's store.
  init(_ tx: WriteTransaction, from old: KeyRing) {
    self.tx = tx
    self.old = old
  }

  private var store: Store { tx.store }
  private var epoch: EpochKeys { store.keys.current }

  mutating func run(_ progress: (_ done: Int64, _ total: Int64) -> Void) throws(Failure) {
    let total = try store.backend.countRecords(nil)
    var last: Int64 = 0
    while let row = try store.backend.nextRecord(after: last) {
      try reseal(row)
      last = row.serial
      records += 1
      progress(records, total)
    }
  }

  private mutating func reseal(_ before: RecordRow) throws(Failure) {
    try store.checkAgainstEvents(before)
    let index = try store.checkedIndex(of: before)
    let record = try store.open(before, RecordKind(trusted: before.kind))
    var row = before
    row.epoch = epoch.epoch
    let card = try index.card.map { card throws(Failure) in try reseal(card, row) } ?? nil
    let lookups = index.lookups.map { lookup in
      var lookup = lookup
      lookup.digest = epoch.lookup(lookup.lookup, lookup.digest)
      return lookup
    }
    var objects: [ObjectRow] = []
    for object in index.objects { objects.append(try reseal(object)) }
    row.indexHash = RecordSeal.indexHash(card: card, lookups: lookups, objects: objects)
    try tx.seal(record, into: &row)
    // The version stays: nobody's change is meant, and a message that is being sent must not
    // look as if another process had taken it.
    guard try store.backend.update(row, from: before.version) else { throw tx.conflict(record) }
    if card != nil { try store.backend.setCard(card, of: row.kind, row.serial) }
    if !lookups.isEmpty { try store.backend.setLookups(lookups, of: row.kind, row.id) }
    try tx.append(
      .recordReseal, Subject(kind: row.kind, id: row.id), .put(RecordSeal.hash(row, store.id)))
  }

  private mutating func reseal(_ card: CardRow, _ row: RecordRow) throws(Failure) -> CardRow? {
    let scanner: CardScanner
    if let known = scanners[card.kind] {
      scanner = known
    } else {
      scanner = try CardScanner(card.kind, old)
      scanners[card.kind] = scanner
    }
    var content: [UInt8] = []
    _ = try scanner.withCard(
      unsafe Array(card.id.utf8).span.bytes, card.epoch, unsafe card.sealed.span.bytes
    ) { bytes in
      content = unsafe bytes.withUnsafeBytes { unsafe Array($0) }
      return true
    }
    return try tx.cardRow(content, row)
  }

  private mutating func reseal(_ object: ObjectRow) throws(Failure) -> ObjectRow {
    let facts = try store.facts(object)
    var row = object
    row.epoch = epoch.epoch
    row.sealed = try epoch.objectFacts().seal(
      facts.bytes, context: RecordSeal.objectContext(row, store.id))
    try store.backend.reseal(row)
    objects += 1
    return row
  }
}
