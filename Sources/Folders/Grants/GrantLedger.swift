internal import Records
internal import Storage

/// Counts what is put by grants, inside the transaction that keeps the files: of two runs at once
/// the second one finds what the first one has used, and no limit is passed (R054).
final class GrantLedger {
  private let transaction: WriteTransaction
  private var grants: [GrantID: (record: Record, grant: Grant, files: Int64)] = [:]

  init(_ transaction: WriteTransaction) { self.transaction = transaction }

  /// Whether a file may be put into a folder.
  ///
  /// - Throws: `grant_unknown`, `grant_revoked`, `grant_expired`, `grant_mismatch`.
  func check(_ item: UploadItem, in patient: PatientID) throws(Failure) {
    guard let id = item.grant else { return }
    try GrantRule.check(
      try entry(id).grant, for: patient, category: item.category, at: transaction.time)
  }

  /// Counts a file that is new to the folder.
  ///
  /// - Throws: `grant_exhausted`.
  func use(_ item: UploadItem, bytes: Int64) throws(Failure) {
    guard let id = item.grant else { return }
    var entry = try entry(id)
    entry.grant = try GrantRule.use(entry.grant, bytes: bytes)
    entry.files += 1
    grants[id] = entry
  }

  /// Writes down what was used.
  func close() throws(Failure) {
    for (id, entry) in grants.sorted(by: { $0.key < $1.key }) where entry.files > 0 {
      var record = entry.record
      record.setValue(StoredGrant(entry.grant))
      try transaction.update(record, action: .grantUse, details: ["files": .integer(entry.files)])
      grants[id] = nil
    }
  }

  private func entry(_ id: GrantID) throws(Failure) -> (record: Record, grant: Grant, files: Int64) {
    if let known = grants[id] { return known }
    guard let record = try transaction.record(.grant, id.text) else {
      throw Failure.unknown(id)
    }
    let entry = (record, try record.grant(), Int64(0))
    grants[id] = entry
    return entry
  }
}
