internal import Records
internal import SystemPackage

/// Where rows are kept: SQLite now, PostgreSQL next.
///
/// A backend sees no plaintext and no key. It promises transactions: what `writing` ran is
/// there as a whole and durable once it returned, or not at all when it threw, and one
/// writer at a time sees what the writers before it committed. An object belongs to one
/// thread; many processes may each have one.
protocol RecordBackend: AnyObject {
  /// Runs `body` over one unchanging state.
  func reading<T>(_ body: () throws(Failure) -> T) throws(Failure) -> T
  /// Runs `body` as the only writer and commits durably.
  func writing<T>(_ body: () throws(Failure) -> T) throws(Failure) -> T

  func store() throws(Failure) -> StoreRow
  func insert(_ store: StoreRow) throws(Failure)

  func record(_ kind: String, _ id: String) throws(Failure) -> RecordRow?
  func forEachRecord(_ query: RecordQuery, _ body: (RecordRow) throws(Failure) -> Bool) throws(Failure)
  /// Records whose `due` is at most `moment`, the longest due first.
  func dueRecords(_ kind: String, at moment: Int64, limit: Int64) throws(Failure) -> [RecordRow]
  /// The number of records; `nil` for all kinds.
  func countRecords(_ query: RecordQuery?) throws(Failure) -> Int64
  /// The first record, of any kind, behind `serial`.
  func nextRecord(after serial: Int64) throws(Failure) -> RecordRow?
  func insert(_ record: RecordRow) throws(Failure)
  /// Replaces the row that has the kind and id and the version before.
  func update(_ record: RecordRow, from version: Int64) throws(Failure) -> Bool
  func deleteRecord(_ kind: String, _ id: String) throws(Failure)
  func forEachRecordKey(_ body: (_ kind: String, _ id: String) throws(Failure) -> Bool) throws(Failure)

  func card(_ kind: String, _ serial: Int64) throws(Failure) -> CardRow?
  /// Lends id, epoch and sealed bytes of each card of a kind, in the order of creation.
  func scanCards(
    _ kind: String, _ body: (_ id: RawSpan, _ epoch: Int64, _ sealed: RawSpan) throws(Failure) -> Bool
  ) throws(Failure)
  func setCard(_ card: CardRow?, of kind: String, _ serial: Int64) throws(Failure)

  func find(_ lookup: String, _ digest: [UInt8], in kind: String) throws(Failure) -> [String]
  func lookups(of kind: String, _ id: String) throws(Failure) -> [LookupRow]
  func setLookups(_ lookups: [LookupRow], of kind: String, _ id: String) throws(Failure)

  func objects(of kind: String, _ id: String) throws(Failure) -> [ObjectRow]
  func object(_ object: String) throws(Failure) -> ObjectRow?
  func hasObject(_ object: String) throws(Failure) -> Bool
  func countObjects() throws(Failure) -> Int64
  /// Objects of any record in the order of their ids, from behind `object`.
  func objects(after object: String, limit: Int64) throws(Failure) -> [ObjectRow]
  func forEachObject(_ body: (ObjectRow) throws(Failure) -> Bool) throws(Failure)
  func insert(_ object: ObjectRow) throws(Failure)
  /// Replaces what of the row is sealed.
  func reseal(_ object: ObjectRow) throws(Failure)
  func deleteObject(_ object: String) throws(Failure)

  func members() throws(Failure) -> [MemberRow]
  func set(_ member: MemberRow) throws(Failure)
  func epochs() throws(Failure) -> [EpochRow]
  func newestEpoch() throws(Failure) -> EpochRow?
  func insert(_ epoch: EpochRow) throws(Failure)
  func wraps() throws(Failure) -> [WrapRow]
  func insert(_ wrap: WrapRow) throws(Failure)
  func deleteWraps(of member: String) throws(Failure)

  func lastEvent() throws(Failure) -> EventRow?
  func event(_ seq: Int64) throws(Failure) -> EventRow?
  func forEachEvent(_ query: EventQuery, _ body: (EventRow) throws(Failure) -> Bool) throws(Failure)
  /// The events that carry a statement, oldest first.
  func statements() throws(Failure) -> [EventRow]
  /// The newest event that put or removed the record, or `nil` when there is none.
  func newestEffect(on kind: String, _ id: String) throws(Failure) -> EventRow?
  /// For each record that events speak of, the newest that put or removed it.
  func forEachCurrentEffect(_ body: (EventRow) throws(Failure) -> Bool) throws(Failure)
  func insert(_ event: EventRow) throws(Failure)

  /// Writes a copy of one state to a new file, which the backend of files opens.
  func copy(to path: FilePath) throws(Failure)

  /// Lets go of older states that the backend still holds, as far as nobody reads them.
  func forgetOldStates()
  /// What is wrong with the backend's own structures, or `nil`.
  func structuralDamage() throws(Failure) -> String?
  /// Counts of rows that no record, member or epoch accounts for.
  func strayRows() throws(Failure) -> Int64
}
