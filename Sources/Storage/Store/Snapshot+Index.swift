internal import AgeFormat
public import Records

extension Snapshot {
  /// Goes over the search cards of a kind in the order of creation until `body` says `false`.
  ///
  /// The card is lent for the time of the call. `id` makes the id's text only when asked, as
  /// a search over 100,000 cards needs few of them.
  ///
  /// - Throws: `record_altered` when a card does not open.
  public func scanCards(
    _ kind: RecordKind, _ body: (_ id: () -> String, _ card: RawSpan) throws(Failure) -> Bool
  ) throws(Failure) {
    try checkContent(kind)
    let scanner = try CardScanner(kind.name, store.keys)
    try store.backend.scanCards(kind.name) { id, epoch, sealed throws(Failure) in
      try scanner.withCard(id, epoch, sealed) { card throws(Failure) in
        try body({ CardScanner.text(id) }, card)
      }
    }
  }

  /// The ids of the records that have the look-up; takes no event, since it tells nothing
  /// that the caller did not bring.
  public func lookUp(_ lookup: Lookup, in kind: RecordKind) throws(Failure) -> [String] {
    try checkOpen()
    return try store.backend.find(
      lookup.kind.name, store.keys.lookup(lookup.kind.name, lookup.value), in: kind.name)
  }

  /// The objects of a record, sorted by name.
  public func objects(of kind: RecordKind, _ id: String) throws(Failure) -> [StoredObject] {
    try checkOpen()
    guard let row = try checkedRow(kind, id) else { return [] }
    return try store.checkedObjects(of: row).sorted { $0.name < $1.name }
  }

  /// Opens an object for reading; the source may be used after the snapshot is over.
  ///
  /// - Throws: `object_missing`, `object_altered`.
  public func open(_ object: StoredObject, of kind: RecordKind) throws(Failure) -> StoredObjectSource {
    try checkContent(kind)
    return try store.source(object)
  }

  /// Events, the oldest first, behind `seq`.
  public func events(_ filter: EventFilter = EventFilter(), after seq: Int64 = 0, limit: Int = 500)
    throws(Failure) -> [Event]
  {
    try checkOpen()
    var found: [Event] = []
    try store.backend.forEachEvent(filter.query(after: seq, limit: limit)) { row throws(Failure) in
      found.append(try store.event(row))
      return true
    }
    return found
  }
}
