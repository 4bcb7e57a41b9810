internal import Records

extension SQLiteBackend {
  private static func row(_ row: Statement) -> ObjectRow {
    ObjectRow(
      object: row.text(0), kind: row.text(1), id: row.text(2), name: row.text(3), epoch: row.integer(4),
      sealed: row.blob(5))
  }

  func objects(of kind: String, _ id: String) throws(Failure) -> [ObjectRow] {
    var rows: [ObjectRow] = []
    try database.query(
      "SELECT object, kind, id, name, epoch, sealed FROM objects WHERE kind = ? AND id = ? ORDER BY object",
      [.text(kind), .text(id)]
    ) { row in
      rows.append(Self.row(row))
      return true
    }
    return rows
  }

  func object(_ object: String) throws(Failure) -> ObjectRow? {
    try database.first(
      "SELECT object, kind, id, name, epoch, sealed FROM objects WHERE object = ?", [.text(object)]
    ) { row in Self.row(row) }
  }

  func hasObject(_ object: String) throws(Failure) -> Bool {
    try database.first("SELECT 1 FROM objects WHERE object = ?", [.text(object)]) { _ in true } ?? false
  }

  func countObjects() throws(Failure) -> Int64 {
    try database.first("SELECT count(*) FROM objects") { row in row.integer(0) } ?? 0
  }

  func objects(after object: String, limit: Int64) throws(Failure) -> [ObjectRow] {
    var rows: [ObjectRow] = []
    try database.query(
      """
      SELECT object, kind, id, name, epoch, sealed FROM objects WHERE object > ? ORDER BY object LIMIT ?
      """, [.text(object), .integer(limit)]
    ) { row in
      rows.append(Self.row(row))
      return true
    }
    return rows
  }

  func forEachObject(_ body: (ObjectRow) throws(Failure) -> Bool) throws(Failure) {
    try database.query(
      "SELECT object, kind, id, name, epoch, sealed FROM objects ORDER BY object"
    ) { row throws(Failure) in try body(Self.row(row)) }
  }

  func insert(_ object: ObjectRow) throws(Failure) {
    try database.run(
      "INSERT INTO objects (object, kind, id, name, epoch, sealed) VALUES (?, ?, ?, ?, ?, ?)",
      [
        .text(object.object), .text(object.kind), .text(object.id), .text(object.name),
        .integer(object.epoch), .blob(object.sealed),
      ])
  }

  func reseal(_ object: ObjectRow) throws(Failure) {
    try database.run(
      "UPDATE objects SET epoch = ?, sealed = ? WHERE object = ?",
      [.integer(object.epoch), .blob(object.sealed), .text(object.object)])
  }

  func deleteObject(_ object: String) throws(Failure) {
    try database.run("DELETE FROM objects WHERE object = ?", [.text(object)])
  }
}
