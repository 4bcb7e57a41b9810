internal import Keys
public import Records

/// One unchanging state of the store, lent to a closure.
///
/// Every record that is read is held against its newest event, so one that was rolled back,
/// added or removed behind the store's back is found at once and not only by `verify`.
public class Snapshot {
  let store: Store
  private let allowsPHI: Bool
  private(set) var hasReadPHI = false
  private var isOver = false

  init(_ store: Store, allowsPHI: Bool) {
    self.store = store
    self.allowsPHI = allowsPHI
  }

  func end() { isOver = true }

  func checkOpen() throws(Failure) {
    guard !isOver else { throw Failure(.internalError, "a snapshot was used after its end") }
  }

  func checkContent(_ kind: RecordKind) throws(Failure) {
    try checkOpen()
    guard kind.holdsPHI else { return }
    guard allowsPHI else {
      throw Failure(.internalError, "reading a record of kind \(kind.name) takes an event")
    }
    hasReadPHI = true
  }

  /// The record, or `nil` when there is none.
  ///
  /// - Throws: `record_altered`, `internal_error` in `Store.look` for a kind that holds PHI.
  public func record(_ kind: RecordKind, _ id: String) throws(Failure) -> Record? {
    try checkContent(kind)
    guard let row = try checkedRow(kind, id) else { return nil }
    return try store.open(row, kind)
  }

  /// The record.
  ///
  /// - Throws: `record_missing`, and what ``record(_:_:)`` throws.
  public func required(_ kind: RecordKind, _ id: String) throws(Failure) -> Record {
    guard let record = try record(kind, id) else {
      throw Failure(.recordMissing, "there is no \(kind.name) \(Self.printable(id))")
    }
    return record
  }

  /// What stands in clear of the record, or `nil` when there is none; takes no event.
  public func header(_ kind: RecordKind, _ id: String) throws(Failure) -> RecordHeader? {
    try checkOpen()
    return try checkedRow(kind, id).map { Store.header($0, kind) }
  }

  /// Records in the order of their creation, from behind `serial`, at most `limit`.
  public func records(
    _ kind: RecordKind, parent: String? = nil, state: String? = nil, after serial: Int64 = 0, limit: Int = 500
  ) throws(Failure) -> [Record] {
    try checkContent(kind)
    var found: [Record] = []
    try forEachRow(kind, parent, state, serial, limit) { row throws(Failure) in
      found.append(try store.open(row, kind))
    }
    return found
  }

  /// The same without the sealed part; takes no event.
  public func headers(
    _ kind: RecordKind, parent: String? = nil, state: String? = nil, after serial: Int64 = 0, limit: Int = 500
  ) throws(Failure) -> [RecordHeader] {
    try checkOpen()
    var found: [RecordHeader] = []
    try forEachRow(kind, parent, state, serial, limit) { row in found.append(Store.header(row, kind)) }
    return found
  }

  /// The headers of the records that are due, the longest due first; takes no event.
  public func due(_ kind: RecordKind, at moment: Timestamp, limit: Int = 100) throws(Failure)
    -> [RecordHeader]
  {
    try checkOpen()
    let rows = try store.backend.dueRecords(kind.name, at: moment.milliseconds, limit: Int64(limit))
    var found: [RecordHeader] = []
    for row in rows {
      try store.checkAgainstEvents(row)
      found.append(Store.header(row, kind))
    }
    return found
  }

  /// How many records there are; takes no event.
  public func count(_ kind: RecordKind, parent: String? = nil, state: String? = nil) throws(Failure) -> Int64
  {
    try checkOpen()
    return try store.backend.countRecords(RecordQuery(kind: kind.name, parent: parent, state: state))
  }

  func checkedRow(_ kind: RecordKind, _ id: String) throws(Failure) -> RecordRow? {
    if let row = try store.backend.record(kind.name, id) {
      try store.checkAgainstEvents(row)
      return row
    }
    if case .put? = try store.backend.newestEffect(on: kind.name, id)?.effect {
      throw Failure(.recordAltered, "the \(kind.name) \(Self.printable(id)) was removed without an event")
    }
    return nil
  }

  private func forEachRow(
    _ kind: RecordKind, _ parent: String?, _ state: String?, _ serial: Int64, _ limit: Int,
    _ body: (RecordRow) throws(Failure) -> Void
  ) throws(Failure) {
    let query = RecordQuery(kind: kind.name, parent: parent, state: state, after: serial, limit: Int64(limit))
    try store.backend.forEachRecord(query) { row throws(Failure) in
      try store.checkAgainstEvents(row)
      try body(row)
      return true
    }
  }

  /// An id may come from a command line, and what is not one may be anything, a name too.
  static func printable(_ id: String) -> String { Word.isValidID(id) ? id : "with this id" }
}
