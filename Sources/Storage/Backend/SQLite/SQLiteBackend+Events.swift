internal import Keys
internal import Records

extension SQLiteBackend {
  private static let columns = """
    seq, time, actor, epoch, action, subject_kind, subject_id, effect, record_hash, statement, details, \
    hash, signature
    """

  private static func row(_ row: Statement) -> EventRow {
    func blob(_ column: Int32) -> [UInt8]? { row.isNull(column) ? nil : row.blob(column) }
    return EventRow(
      seq: row.integer(0), time: row.integer(1), actor: row.text(2), epoch: row.integer(3),
      action: row.text(4), subjectKind: row.isNull(5) ? nil : row.text(5),
      subjectID: row.isNull(6) ? nil : row.text(6), effect: effect(row.text(7), blob(8)), statement: blob(9),
      details: blob(10), hash: row.blob(11), signature: row.blob(12))
  }

  private static func effect(_ word: String, _ hash: [UInt8]?) -> EventEffect {
    switch (word, hash, hash.flatMap(SHA256Digest.init)) {
    case ("put", _, let digest?): .put(digest)
    case ("none", nil, _): .none
    case ("removed", nil, _): .removed
    default: .damaged
    }
  }

  private static func columns(_ effect: EventEffect) -> [SQLValue] {
    switch effect {
    case .none, .damaged: [.text("none"), .null]
    case .put(let digest): [.text("put"), .blob(digest.bytes)]
    case .removed: [.text("removed"), .null]
    }
  }

  func lastEvent() throws(Failure) -> EventRow? {
    try database.first("SELECT \(Self.columns) FROM events ORDER BY seq DESC LIMIT 1") { row in Self.row(row)
    }
  }

  func event(_ seq: Int64) throws(Failure) -> EventRow? {
    try database.first("SELECT \(Self.columns) FROM events WHERE seq = ?", [.integer(seq)]) { row in
      Self.row(row)
    }
  }

  /// Parents stand in clear, so who is in a folder needs no key. `UNION` ends a circle of parents.
  private static let isWithin = """
    subject_id IN (
      WITH RECURSIVE part(id) AS (
        VALUES (?) UNION SELECT records.id FROM records JOIN part ON records.parent = part.id
      ) SELECT id FROM part
    )
    """

  func forEachEvent(_ query: EventQuery, _ body: (EventRow) throws(Failure) -> Bool) throws(Failure) {
    var terms = ["seq > ?"]
    var values: [SQLValue] = [.integer(query.after)]
    func add(_ term: String, _ value: SQLValue?) {
      guard let value else { return }
      terms.append(term)
      values.append(value)
    }
    add("subject_kind = ?", query.subjectKind.map(SQLValue.text))
    add("subject_id = ?", query.subjectID.map(SQLValue.text))
    add("actor = ?", query.actor.map(SQLValue.text))
    add("action = ?", query.action.map(SQLValue.text))
    add("time >= ?", query.since.map(SQLValue.integer))
    add("time < ?", query.until.map(SQLValue.integer))
    if let prefix = query.actionPrefix {
      terms.append("substr(action, 1, length(?)) = ?")
      values += [.text(prefix), .text(prefix)]
    }
    add(Self.isWithin, query.within.map(SQLValue.text))
    try database.query(
      "SELECT \(Self.columns) FROM events WHERE \(terms.joined(separator: " AND ")) ORDER BY seq LIMIT ?",
      values + [.integer(query.limit)]
    ) { row throws(Failure) in try body(Self.row(row)) }
  }

  func statements() throws(Failure) -> [EventRow] {
    var rows: [EventRow] = []
    try database.query("SELECT \(Self.columns) FROM events WHERE statement IS NOT NULL ORDER BY seq") { row in
      rows.append(Self.row(row))
      return true
    }
    return rows
  }

  func newestEffect(on kind: String, _ id: String) throws(Failure) -> EventRow? {
    try database.first(
      """
      SELECT \(Self.columns) FROM events
      WHERE subject_kind = ? AND subject_id = ? AND effect <> 'none' ORDER BY seq DESC LIMIT 1
      """, [.text(kind), .text(id)]
    ) { row in Self.row(row) }
  }

  func forEachCurrentEffect(_ body: (EventRow) throws(Failure) -> Bool) throws(Failure) {
    try database.query(
      """
      SELECT \(Self.columns) FROM events WHERE effect <> 'none' AND seq = (
        SELECT max(later.seq) FROM events AS later WHERE later.effect <> 'none'
        AND later.subject_kind = events.subject_kind AND later.subject_id = events.subject_id
      ) ORDER BY seq
      """
    ) { row throws(Failure) in try body(Self.row(row)) }
  }

  func insert(_ event: EventRow) throws(Failure) {
    let effect = Self.columns(event.effect)
    try database.run(
      "INSERT INTO events (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(event.seq), .integer(event.time), .text(event.actor), .integer(event.epoch),
        .text(event.action), .text(orNull: event.subjectKind), .text(orNull: event.subjectID),
        effect[0], effect[1], .blob(orNull: event.statement), .blob(orNull: event.details),
        .blob(event.hash), .blob(event.signature),
      ])
  }
}
