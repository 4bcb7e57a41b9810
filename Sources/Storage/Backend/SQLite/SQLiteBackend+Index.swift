internal import Records

extension SQLiteBackend {
  func card(_ kind: String, _ serial: Int64) throws(Failure) -> CardRow? {
    try database.first(
      "SELECT kind, id, serial, epoch, sealed FROM cards WHERE kind = ? AND serial = ?",
      [.text(kind), .integer(serial)]
    ) { row in
      CardRow(
        kind: row.text(0), id: row.text(1), serial: row.integer(2), epoch: row.integer(3), sealed: row.blob(4)
      )
    }
  }

  func scanCards(
    _ kind: String, _ body: (_ id: RawSpan, _ epoch: Int64, _ sealed: RawSpan) throws(Failure) -> Bool
  ) throws(Failure) {
    try database.query(
      "SELECT id, epoch, sealed FROM cards WHERE kind = ? ORDER BY serial", [.text(kind)]
    ) { row throws(Failure) in
      try row.withBytes(0) { id throws(Failure) in
        try row.withBytes(2) { sealed throws(Failure) in try body(id, row.integer(1), sealed) }
      }
    }
  }

  func setCard(_ card: CardRow?, of kind: String, _ serial: Int64) throws(Failure) {
    try database.run("DELETE FROM cards WHERE kind = ? AND serial = ?", [.text(kind), .integer(serial)])
    guard let card else { return }
    try database.run(
      "INSERT INTO cards (kind, id, serial, epoch, sealed) VALUES (?, ?, ?, ?, ?)",
      [.text(kind), .text(card.id), .integer(serial), .integer(card.epoch), .blob(card.sealed)])
  }

  func find(_ lookup: String, _ digest: [UInt8], in kind: String) throws(Failure) -> [String] {
    var found: [String] = []
    try database.query(
      "SELECT id FROM lookups WHERE lookup = ? AND digest = ? AND kind = ? ORDER BY id",
      [.text(lookup), .blob(digest), .text(kind)]
    ) { row in
      found.append(row.text(0))
      return true
    }
    return found
  }

  func lookups(of kind: String, _ id: String) throws(Failure) -> [LookupRow] {
    var rows: [LookupRow] = []
    try database.query(
      "SELECT lookup, digest FROM lookups WHERE kind = ? AND id = ? ORDER BY lookup, digest",
      [.text(kind), .text(id)]
    ) { row in
      rows.append(LookupRow(lookup: row.text(0), digest: row.blob(1), kind: kind, id: id))
      return true
    }
    return rows
  }

  func setLookups(_ lookups: [LookupRow], of kind: String, _ id: String) throws(Failure) {
    try database.run("DELETE FROM lookups WHERE kind = ? AND id = ?", [.text(kind), .text(id)])
    for lookup in lookups {
      try database.run(
        "INSERT OR IGNORE INTO lookups (lookup, digest, kind, id) VALUES (?, ?, ?, ?)",
        [.text(lookup.lookup), .blob(lookup.digest), .text(kind), .text(id)])
    }
  }
}
