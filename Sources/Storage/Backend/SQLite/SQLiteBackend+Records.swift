internal import Records

extension SQLiteBackend {
  private static let columns = """
    kind, id, serial, version, epoch, parent, state, due, created_at, updated_at, index_hash, sealed
    """

  private static func row(_ row: Statement) -> RecordRow {
    RecordRow(
      kind: row.text(0), id: row.text(1), serial: row.integer(2), version: row.integer(3),
      epoch: row.integer(4), parent: row.isNull(5) ? nil : row.text(5), state: row.text(6),
      due: row.isNull(7) ? nil : row.integer(7), createdAt: row.integer(8), updatedAt: row.integer(9),
      indexHash: row.blob(10), sealed: row.blob(11))
  }

  func record(_ kind: String, _ id: String) throws(Failure) -> RecordRow? {
    try database.first(
      "SELECT \(Self.columns) FROM records WHERE kind = ? AND id = ?", [.text(kind), .text(id)]
    ) { row in Self.row(row) }
  }

  func forEachRecord(_ query: RecordQuery, _ body: (RecordRow) throws(Failure) -> Bool) throws(Failure) {
    let (condition, values) = Self.condition(query)
    try database.query(
      "SELECT \(Self.columns) FROM records WHERE \(condition) AND serial > ? ORDER BY serial LIMIT ?",
      values + [.integer(query.after), .integer(query.limit)]
    ) { row throws(Failure) in try body(Self.row(row)) }
  }

  func dueRecords(_ kind: String, at moment: Int64, limit: Int64) throws(Failure) -> [RecordRow] {
    var rows: [RecordRow] = []
    try database.query(
      "SELECT \(Self.columns) FROM records WHERE kind = ? AND due <= ? ORDER BY due LIMIT ?",
      [.text(kind), .integer(moment), .integer(limit)]
    ) { row in
      rows.append(Self.row(row))
      return true
    }
    return rows
  }

  func countRecords(_ query: RecordQuery?) throws(Failure) -> Int64 {
    let (condition, values) = query.map(Self.condition) ?? ("true", [])
    return try database.first("SELECT count(*) FROM records WHERE \(condition)", values) { row in
      row.integer(0)
    } ?? 0
  }

  private static func condition(_ query: RecordQuery) -> (String, [SQLValue]) {
    var terms = ["kind = ?"]
    var values: [SQLValue] = [.text(query.kind)]
    if let parent = query.parent {
      terms.append("parent = ?")
      values.append(.text(parent))
    }
    if let state = query.state {
      terms.append("state = ?")
      values.append(.text(state))
    }
    return (terms.joined(separator: " AND "), values)
  }

  func nextRecord(after serial: Int64) throws(Failure) -> RecordRow? {
    try database.first(
      "SELECT \(Self.columns) FROM records WHERE serial > ? ORDER BY serial LIMIT 1", [.integer(serial)]
    ) { row in Self.row(row) }
  }

  func insert(_ record: RecordRow) throws(Failure) {
    try database.run(
      "INSERT INTO records (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .text(record.kind), .text(record.id), .integer(record.serial), .integer(record.version),
        .integer(record.epoch), .text(orNull: record.parent), .text(record.state),
        .integer(orNull: record.due), .integer(record.createdAt), .integer(record.updatedAt),
        .blob(record.indexHash), .blob(record.sealed),
      ])
  }

  func update(_ record: RecordRow, from version: Int64) throws(Failure) -> Bool {
    try database.run(
      """
      UPDATE records SET version = ?, epoch = ?, parent = ?, state = ?, due = ?, updated_at = ?,
        index_hash = ?, sealed = ? WHERE kind = ? AND id = ? AND version = ?
      """,
      [
        .integer(record.version), .integer(record.epoch), .text(orNull: record.parent), .text(record.state),
        .integer(orNull: record.due), .integer(record.updatedAt), .blob(record.indexHash),
        .blob(record.sealed), .text(record.kind), .text(record.id), .integer(version),
      ])
    return database.changes == 1
  }

  func deleteRecord(_ kind: String, _ id: String) throws(Failure) {
    try database.run("DELETE FROM records WHERE kind = ? AND id = ?", [.text(kind), .text(id)])
  }

  func forEachRecordKey(_ body: (_ kind: String, _ id: String) throws(Failure) -> Bool) throws(Failure) {
    try database.query("SELECT kind, id FROM records ORDER BY serial") { row throws(Failure) in
      try body(row.text(0), row.text(1))
    }
  }
}
