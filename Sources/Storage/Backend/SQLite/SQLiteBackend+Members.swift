internal import Records

extension SQLiteBackend {
  func members() throws(Failure) -> [MemberRow] {
    var rows: [MemberRow] = []
    try database.query(
      "SELECT id, role, state, recipient, signer, claim, epoch, label FROM members ORDER BY id"
    ) { row in
      rows.append(
        MemberRow(
          id: row.text(0), role: row.text(1), state: row.text(2), recipient: row.text(3),
          signer: row.isNull(4) ? nil : row.blob(4), claim: row.isNull(5) ? nil : row.blob(5),
          epoch: row.integer(6), label: row.blob(7)))
      return true
    }
    return rows
  }

  func set(_ member: MemberRow) throws(Failure) {
    try database.run(
      """
      INSERT OR REPLACE INTO members (id, role, state, recipient, signer, claim, epoch, label)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(member.id), .text(member.role), .text(member.state), .text(member.recipient),
        .blob(orNull: member.signer), .blob(orNull: member.claim), .integer(member.epoch),
        .blob(member.label),
      ])
  }

  func epochs() throws(Failure) -> [EpochRow] {
    var rows: [EpochRow] = []
    try database.query("SELECT number, commitment FROM epochs ORDER BY number") { row in
      rows.append(EpochRow(number: row.integer(0), commitment: row.blob(1)))
      return true
    }
    return rows
  }

  func newestEpoch() throws(Failure) -> EpochRow? {
    try database.first("SELECT number, commitment FROM epochs ORDER BY number DESC LIMIT 1") { row in
      EpochRow(number: row.integer(0), commitment: row.blob(1))
    }
  }

  func insert(_ epoch: EpochRow) throws(Failure) {
    try database.run(
      "INSERT INTO epochs (number, commitment) VALUES (?, ?)",
      [.integer(epoch.number), .blob(epoch.commitment)])
  }

  func wraps() throws(Failure) -> [WrapRow] {
    var rows: [WrapRow] = []
    try database.query("SELECT epoch, member, wrapped FROM wraps ORDER BY epoch, member") { row in
      rows.append(WrapRow(epoch: row.integer(0), member: row.text(1), wrapped: row.blob(2)))
      return true
    }
    return rows
  }

  func insert(_ wrap: WrapRow) throws(Failure) {
    try database.run(
      "INSERT INTO wraps (epoch, member, wrapped) VALUES (?, ?, ?)",
      [.integer(wrap.epoch), .text(wrap.member), .blob(wrap.wrapped)])
  }

  func deleteWraps(of member: String) throws(Failure) {
    try database.run("DELETE FROM wraps WHERE member = ?", [.text(member)])
  }
}
