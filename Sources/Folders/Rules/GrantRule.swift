internal import Records

/// What a grant allows (R054).
enum GrantRule {
  /// The longest time that a grant is given for, in seconds: a year.
  static let longestTime: Int64 = 366 * 86_400

  private static let another = "ask who gave it for another one: so-upload grant add"

  /// Whether a grant may be used for a folder and a category at a moment: up to, and not at, the one
  /// at which it expires.
  ///
  /// - Parameter category: what the files are said to be; `nil` takes what the grant says.
  /// - Throws: `grant_revoked`, `grant_expired`, `grant_mismatch`.
  static func check(
    _ grant: Grant, for patient: PatientID, category: DocumentCategory?, at moment: Timestamp
  ) throws(Failure) {
    switch grant.state(at: moment) {
    case .revoked: throw Failure(.grantRevoked, "the grant \(grant.id) was taken back", hint: another)
    case .expired:
      throw Failure(
        .grantExpired, "the grant \(grant.id) was good until \(grant.expires.rfc3339)", hint: another)
    // A file that the folder has already is taken all the same.
    case .exhausted, .active: break
    }
    guard grant.patient == patient else {
      throw Failure(
        .grantMismatch, "the grant \(grant.id) is for another folder", hint: "so-upload grant list")
    }
    if let due = grant.category, let category, category != due {
      throw Failure(
        .grantMismatch, "the grant \(grant.id) is for the category \(due.rawValue) only",
        hint: "leave --category out: the files get that one")
    }
  }

  /// The grant after one more file of `bytes` bytes.
  ///
  /// - Throws: `grant_exhausted`; nothing is used up then.
  static func use(_ grant: Grant, bytes: Int64) throws(Failure) -> Grant {
    if let limit = grant.maximumFiles, grant.usedFiles >= limit {
      throw Failure(
        .grantExhausted,
        "the grant \(grant.id) takes \(limit == 1 ? "1 file" : "\(limit) files"), and has them",
        hint: another)
    }
    let (sum, overflow) = grant.usedBytes.addingReportingOverflow(bytes)
    if let limit = grant.maximumBytes, overflow || sum > limit {
      throw Failure(
        .grantExhausted,
        "the grant \(grant.id) takes \(max(0, limit - grant.usedBytes)) more bytes, and the file has \(bytes)",
        hint: another)
    }
    var grant = grant
    grant.usedFiles += 1
    grant.usedBytes = overflow ? .max : sum
    return grant
  }
}
