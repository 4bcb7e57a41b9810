internal import Keys
internal import Platform
public import Records
internal import SystemPackage

/// One state of a store as files, whole, while others go on working: the database as it was at
/// one instant, and every object that it names.
///
/// All of it is as sealed as in the store: who gets the files needs a member's identity, too.
/// What is removed from the store meanwhile stays readable here until the backup is let go.
public final class StoreBackup {
  /// One file, by its path in a store's folder.
  public struct File: Hashable, Sendable {
    /// The path, with `/` between its parts: `store.db`, `objects/3R/O-3R9M…`.
    public let path: String
    /// The length in bytes.
    public let size: Int64
  }

  /// The newest event of the state.
  public let head: EventHead
  /// The database.
  public let database: File
  /// The objects, in the order of their ids.
  public let objects: [File]

  private let hold: any ObjectHold
  private let ids: [ObjectID]

  /// Takes the state as it is now; `nil` when an object that it names was removed before it could
  /// be held.
  fileprivate init?(of store: Store) throws(Failure) {
    let hold = try store.objectBackend.beginHold()
    self.hold = hold
    let copy = hold.folder.appending("store.db")
    try store.backend.copy(to: copy)
    let backend = try SQLiteBackend(opening: copy)
    guard let last = try backend.lastEvent(), let hash = SHA256Digest(last.hash) else {
      throw SQLiteFailure.damaged("the store has no events")
    }
    head = EventHead(seq: last.seq, hash: hash)
    var ids: [ObjectID] = []
    try backend.forEachObject { (row) throws(Failure) in
      guard let id = ObjectID(row.object) else {
        throw Failure(.recordAltered, "the row of an object is malformed", hint: "so-patient audit --verify")
      }
      ids.append(id)
      return true
    }
    var files: [File] = []
    for id in ids {
      guard let size = try hold.keep(id) else {
        guard try store.backend.hasObject(id.text) else { return nil }
        throw Failure(
          .objectMissing, "the stored object \(id) is missing", hint: "so-patient audit --verify --objects")
      }
      files.append(File(path: "objects/\(FileObjects.fanName(id))/\(id)", size: size))
    }
    self.ids = ids
    objects = files
    guard let size = try FileStatus(at: copy)?.size else {
      throw Failure(.ioError, "the copy of the database is gone")
    }
    database = File(path: "store.db", size: size)
  }

  /// Opens the database.
  public func openDatabase() throws(Failure) -> any ByteSource {
    try InputFile(opening: hold.folder.appending("store.db"))
  }

  /// Opens the object at `place` of `objects`.
  public func openObject(at place: Int) throws(Failure) -> any ByteSource { try hold.open(ids[place]) }
}

extension EventAction {
  /// All of the store was given out, sealed as it is.
  public static let storeExport = EventAction("store.export")
}

extension Store {
  /// Takes the state of the whole store, to be kept elsewhere. It is an event, which is part of
  /// the state.
  ///
  /// - Parameter details: to whom it goes.
  /// - Throws: `object_missing` when the store itself is not whole, `store_busy` when objects are
  ///   removed faster than they can be held, `audit_unwritable`, `disk_full`.
  public func beginBackup(details: JSONObject? = nil) throws(Failure) -> StoreBackup {
    try read(.storeExport, of: Subject(.store, id.text), details: details) { (_) throws(Failure) in }
    for _ in 0..<5 {
      if let backup = try StoreBackup(of: self) { return backup }
    }
    throw Failure(.storeBusy, "documents are removed faster than they can be copied", hint: "try again later")
  }
}
