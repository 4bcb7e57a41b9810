internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// Rows in an SQLite database in WAL mode: readers and one writer at once, in many processes.
final class SQLiteBackend: RecordBackend {
  /// How long a transaction waits for the one before it, in milliseconds; it then fails with
  /// `store_busy`. Transactions are short, so only a stopped process keeps one this long.
  static let busyTimeout: Int32 = 20_000

  let database: Database

  /// Opens the database of a store; on a medium that cannot be written, for reading alone.
  init(opening path: FilePath) throws(Failure) {
    database = try Self.open(path)
    let application = try database.first("PRAGMA application_id") { row in row.integer(0) }
    guard application == Int64(Schema.applicationID) else {
      throw SQLiteFailure.damaged("the file is not the database of a store")
    }
    try Self.configure(database)
  }

  /// Makes the database of a new store in an empty file of mode 0600.
  init(creating path: FilePath) throws(Failure) {
    _ = try OwnedDescriptor(
      opening: path, .readWrite, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    database = try Database(opening: path, .readWrite)
    database.setBusyTimeout(milliseconds: Self.busyTimeout)
    try database.run("PRAGMA application_id = \(Schema.applicationID)")
    try database.run("PRAGMA journal_mode = WAL")
    try Self.configure(database)
    try database.execute(Schema.statements)
  }

  private static func open(_ path: FilePath) throws(Failure) -> Database {
    do throws(Failure) {
      let database = try Database(opening: path, .readWrite)
      // Before the first statement: whoever closes a store as the last one keeps it to
      // themselves for a moment.
      database.setBusyTimeout(milliseconds: busyTimeout)
      // The file is opened, but the header and the log are read only by the first statement.
      try database.run("SELECT count(*) FROM sqlite_schema")
      return database
    } catch {
      guard cannotBeWritten(path) else { throw error }
      let log = try FileStatus(at: FilePath(bytes: path.bytes + Array("-wal".utf8)))
      let database = try Database(opening: path, (log?.size ?? 0) > 0 ? .readOnly : .immutable)
      database.setBusyTimeout(milliseconds: busyTimeout)
      return database
    }
  }

  /// SQLite does not say why it cannot open its shared memory.
  ///
  /// The file is asked for and not opened: closing a second descriptor of it would drop the
  /// locks that other connections of this process have on it (fcntl(2)).
  private static func cannotBeWritten(_ path: FilePath) -> Bool {
    let result = unsafe path.withPlatformString { unsafe access($0, W_OK) }
    return result != 0 && [.readOnlyFileSystem, .permissionDenied].contains(Errno.current)
  }

  private static func configure(_ database: Database) throws(Failure) {
    try database.run("PRAGMA synchronous = FULL")
    try database.run("PRAGMA secure_delete = ON")
    try database.run("PRAGMA temp_store = MEMORY")
    // A schema that somebody else wrote must not run functions of its own.
    try database.run("PRAGMA trusted_schema = OFF")
    try database.run("PRAGMA cell_size_check = ON")
  }

  func reading<T>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
    try database.transaction("BEGIN", body)
  }

  func writing<T>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
    try database.transaction("BEGIN IMMEDIATE", body)
  }

  func copy(to path: FilePath) throws(Failure) {
    _ = try OwnedDescriptor(
      opening: path, .readWrite, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    try database.copy(to: path)
  }

  func store() throws(Failure) -> StoreRow {
    let row = try database.first("SELECT id, format FROM store") { row in
      StoreRow(id: row.text(0), format: row.integer(1))
    }
    guard let row else { throw SQLiteFailure.damaged("the database says no store") }
    return row
  }

  func insert(_ store: StoreRow) throws(Failure) {
    try database.run(
      "INSERT INTO store (id, format) VALUES (?, ?)", [.text(store.id), .integer(store.format)])
  }

  func forgetOldStates() {
    // The log holds pages as they were before; it is emptied unless somebody reads them now, and
    // then by whoever closes the store as the last one.
    database.setBusyTimeout(milliseconds: 500)
    defer { database.setBusyTimeout(milliseconds: Self.busyTimeout) }
    try? database.run("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  func structuralDamage() throws(Failure) -> String? {
    let found = try database.first("PRAGMA integrity_check(1)") { row in row.text(0) }
    if found != "ok" { return "the database is damaged" }
    var schema: [String] = []
    try database.query("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid") { row in
      schema.append(row.text(0))
      return true
    }
    let expected = Schema.statements.split(separator: ";\n").map { $0.drop { $0.isWhitespace } }
    let same = schema.count == expected.count && zip(schema, expected).allSatisfy { $0 == $1.trimmed }
    return same ? nil : "the tables of the database are not those of a store"
  }

  func strayRows() throws(Failure) -> Int64 {
    var count: Int64 = 0
    for (table, more) in [("cards", "AND records.serial = part.serial"), ("lookups", ""), ("objects", "")] {
      let sql = """
        SELECT count(*) FROM \(table) AS part WHERE NOT EXISTS (
          SELECT 1 FROM records WHERE records.kind = part.kind AND records.id = part.id \(more)
        )
        """
      count += try database.first(sql) { row in row.integer(0) } ?? 0
    }
    return count
  }
}

extension Substring {
  fileprivate var trimmed: Substring { self.last == ";" ? self.dropLast() : self }
}
