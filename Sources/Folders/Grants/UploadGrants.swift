internal import Platform
public import Records
public import Storage

/// The permissions to put files into folders: for one folder, for some time, for so many files and
/// bytes (R054).
///
/// Whoever can open the store can do without one; a grant is for the command that somebody else is
/// let run, as a portal or a device is.
public struct UploadGrants {
  private let store: Store

  /// The grants of `store`.
  public init(_ store: Store) { self.store = store }

  /// What a grant allows.
  public struct Terms: Sendable {
    let seconds: Int64
    let files: Int64?
    let bytes: Int64?
    let category: DocumentCategory?

    /// Terms.
    ///
    /// - Parameters:
    ///   - seconds: how long it is good.
    ///   - files: the most files; `nil` for any number.
    ///   - bytes: the most bytes; `nil` for any number.
    /// - Throws: `value_invalid` for a time of nothing or of more than a year, and for a limit below 1.
    public init(seconds: Int64, files: Int64?, bytes: Int64?, category: DocumentCategory?) throws(Failure) {
      guard (1...GrantRule.longestTime).contains(seconds) else {
        throw Failure(.valueInvalid, "a grant is given for at least a second and at most 366 days")
      }
      guard files ?? 1 >= 1, bytes ?? 1 >= 1 else {
        throw Failure(.valueInvalid, "a grant takes at least one file and one byte")
      }
      self.seconds = seconds
      self.files = files
      self.bytes = bytes
      self.category = category
    }
  }

  /// Gives a grant for a folder.
  ///
  /// - Returns: the grant, and its token, which nobody can tell again.
  /// - Throws: `patient_unknown`, `patient_merged`.
  public func add(_ terms: Terms, for patient: PatientID) throws(Failure) -> (grant: Grant, token: GrantToken)
  {
    let token = GrantToken()
    let grant = try store.write { (tx) throws(Failure) in
      guard let folder = try tx.header(.patient, patient.text) else {
        throw Failure.unknown(patient)
      }
      if let target = folder.parent { throw Failure.merged(patient.text, into: target) }
      let grant = Grant(
        id: .random(), patient: patient, category: terms.category,
        expires: tx.time.advanced(bySeconds: terms.seconds), maximumFiles: terms.files,
        maximumBytes: terms.bytes, created: tx.time)
      return try tx.insert(
        Record(.grant, id: grant.id.text, parent: patient.text, value: StoredGrant(grant)),
        index: RecordIndex(lookups: [token.lookup]), action: .grantAdd
      ).grant()
    }.value
    return (grant, token)
  }

  /// Hands every grant to `body`, oldest first.
  ///
  /// - Parameter patient: only those for this folder.
  /// - Throws: `patient_unknown`, and what `body` throws.
  public func list(for patient: PatientID? = nil, _ body: (Grant) throws(Failure) -> Void) throws(Failure) {
    try store.look { (snapshot) throws(Failure) in
      for folder in try snapshot.folders(patient) {
        var last: Int64 = 0
        while true {
          let page = try snapshot.records(.grant, parent: folder, after: last)
          for record in page { try body(try record.grant()) }
          guard let end = page.last else { break }
          last = end.serial
        }
      }
    }
  }

  /// Takes a grant back; one that was taken back stays so.
  ///
  /// - Throws: `grant_unknown`.
  public func revoke(_ id: GrantID) throws(Failure) -> Grant {
    try store.write { (tx) throws(Failure) in
      guard var record = try tx.record(.grant, id.text) else {
        throw Failure.unknown(id)
      }
      var grant = try record.grant()
      guard !grant.isRevoked else { return grant }
      grant.isRevoked = true
      record.setValue(StoredGrant(grant))
      return try tx.update(record, action: .grantRevoke).grant()
    }.value
  }

  /// The grant of a token, for files that are to go into a folder; the commit of each file looks
  /// once more.
  ///
  /// - Throws: `grant_unknown`, `grant_revoked`, `grant_expired`, `grant_mismatch`.
  public func admit(
    _ token: GrantToken, into patient: PatientID, category: DocumentCategory?, at moment: Timestamp
  ) throws(Failure) -> Grant {
    let grant = try store.look { (snapshot) throws(Failure) -> Grant? in
      guard let id = try snapshot.lookUp(token.lookup, in: .grant).first else { return nil }
      return try snapshot.required(.grant, id).grant()
    }
    guard let grant else {
      throw Failure(.grantUnknown, "nobody gave a grant with this token", hint: "so-upload grant list")
    }
    try GrantRule.check(grant, for: patient, category: category, at: moment)
    return grant
  }
}
