internal import CSQLite
internal import Platform
internal import Records
internal import SystemPackage

/// Owns one connection to an SQLite database. Belongs to one thread at a time.
@safe
final class Database {
  enum Access {
    case readWrite
    case readOnly
    /// For a database that nobody can be writing (a read-only medium): no locks, no `-shm`.
    case immutable
  }

  private let handle: OpaquePointer
  private var idle: [String: Statement] = [:]

  /// Opens an existing database file.
  ///
  /// - Throws: `store_damaged`, `store_busy`, `permission_denied`, `io_error`.
  init(opening path: FilePath, _ access: Access) throws(Failure) {
    var opened: OpaquePointer?
    let flags: Int32 =
      switch access {
      case .readWrite: SQLITE_OPEN_READWRITE
      case .readOnly: SQLITE_OPEN_READONLY
      case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      }
    let name = access == .immutable ? Self.immutableURI(path) : path.bytes + [0]
    let result = unsafe name.withUnsafeBufferPointer { buffer in
      unsafe sqlite3_open_v2(
        UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self), &opened,
        flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    }
    guard let opened = unsafe opened else { throw Failure(.internalError, "SQLite is out of memory") }
    guard result == SQLITE_OK else {
      defer { unsafe sqlite3_close_v2(opened) }
      throw unsafe SQLiteFailure.make(result, opened, "open the database")
    }
    unsafe handle = opened
  }

  deinit {
    idle.removeAll()
    unsafe sqlite3_close_v2(handle)
  }

  /// How long a statement waits for another process's lock, in milliseconds.
  func setBusyTimeout(milliseconds: Int32) { unsafe sqlite3_busy_timeout(handle, milliseconds) }

  /// How many rows the last insert, update or delete changed.
  var changes: Int { unsafe Int(sqlite3_changes(handle)) }

  /// Whether a transaction is open.
  var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// Runs a statement without parameters that returns no rows worth reading.
  func execute(_ sql: String) throws(Failure) {
    let result = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard result == SQLITE_OK else { throw unsafe SQLiteFailure.make(result, handle, "use the database") }
  }

  /// Runs a statement that returns no rows.
  func run(_ sql: String, _ values: [SQLValue] = []) throws(Failure) {
    try query(sql, values) { _ throws(Failure) in true }
  }

  /// Calls `body` with each row until it returns `false`.
  func query(
    _ sql: String, _ values: [SQLValue] = [], _ body: (Statement) throws(Failure) -> Bool
  ) throws(Failure) {
    let statement = try take(sql)
    defer {
      statement.reset()
      idle[sql] = statement
    }
    try statement.bind(values)
    while try statement.step() {
      guard try body(statement) else { return }
    }
  }

  /// The first row as `body` reads it, or `nil` when there is none.
  func first<T>(
    _ sql: String, _ values: [SQLValue] = [], _ body: (Statement) throws(Failure) -> T
  ) throws(Failure) -> T? {
    var result: T?
    try query(sql, values) { row throws(Failure) in
      result = try body(row)
      return false
    }
    return result
  }

  /// Runs `body` between `begin` and `COMMIT`; anything thrown rolls everything back.
  ///
  /// A failure of `COMMIT` itself leaves open whether the transaction took place: after a
  /// failed fsync, the log may still be found whole by the process that recovers it.
  func transaction<T>(
    _ begin: String, onCommitFailure: () -> Void = {}, _ body: () throws(Failure) -> T
  ) throws(Failure) -> T {
    try execute(begin)
    let result: T
    do throws(Failure) {
      result = try body()
    } catch {
      rollBack()
      throw error
    }
    do throws(Failure) {
      try execute("COMMIT")
    } catch {
      onCommitFailure()
      rollBack()
      throw error
    }
    return result
  }

  private func rollBack() {
    // SQLite has rolled back by itself after some errors; a second ROLLBACK would fail.
    if isInTransaction { unsafe sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
  }

  /// Copies the whole database, as one reader sees it, into the empty file at `path`.
  func copy(to path: FilePath) throws(Failure) {
    let target = try Database(opening: path, .readWrite)
    guard let backup = unsafe sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw unsafe SQLiteFailure.make(sqlite3_errcode(target.handle), target.handle, "copy the database")
    }
    // All pages in one step: between two steps a writer could make it begin again, for ever.
    _ = unsafe sqlite3_backup_step(backup, -1)
    let result = unsafe sqlite3_backup_finish(backup)
    guard result == SQLITE_OK else {
      throw unsafe SQLiteFailure.make(result, target.handle, "copy the database")
    }
  }

  /// A statement taken out of the cache for the time of its use, so that a query inside of
  /// a query with the same text gets one of its own.
  private func take(_ sql: String) throws(Failure) -> Statement {
    if let statement = idle.removeValue(forKey: sql) { return statement }
    var prepared: OpaquePointer?
    let result = unsafe sqlite3_prepare_v3(
      handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    // The statements are ours and fit our tables: if one does not, the tables are not ours.
    guard result & 0xFF != SQLITE_ERROR else {
      throw SQLiteFailure.damaged("the tables of the database are not those of a store")
    }
    guard result == SQLITE_OK, let prepared = unsafe prepared else {
      throw unsafe SQLiteFailure.make(result, handle, "use the database")
    }
    return unsafe Statement(owning: prepared)
  }

  private static func immutableURI(_ path: FilePath) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var uri = Array("file:".utf8)
    for byte in path.bytes {
      let isPlain =
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
        || (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= (byte | 0x20)
      uri += isPlain ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return uri + Array("?immutable=1".utf8) + [0]
  }
}
