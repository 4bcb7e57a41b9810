internal import Records
internal import Storage

/// A grant as it is sealed in the store.
struct StoredGrant: JSONRecord {
  static let schema = "so.stored-grant/1"

  let category: DocumentCategory?
  let expires: Timestamp
  let maximumFiles: Int64?
  let maximumBytes: Int64?
  let usedFiles: Int64
  let usedBytes: Int64
  let isRevoked: Bool

  init(_ grant: Grant) {
    category = grant.category
    expires = grant.expires
    maximumFiles = grant.maximumFiles
    maximumBytes = grant.maximumBytes
    usedFiles = grant.usedFiles
    usedBytes = grant.usedBytes
    isRevoked = grant.isRevoked
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    category = reader.optional("category", "a category") { DocumentCategory(rawValue: $0) }
    expires = reader.time("expires_at")
    maximumFiles = reader.optionalCount("max_files")
    maximumBytes = reader.optionalCount("max_bytes")
    usedFiles = reader.count("used_files")
    usedBytes = reader.count("used_bytes")
    isRevoked = reader.bool("revoked")
  }

  var fields: JSONObject {
    [
      "category": .text(category?.rawValue), "expires_at": .time(expires), "max_files": .number(maximumFiles),
      "max_bytes": .number(maximumBytes), "used_files": .integer(usedFiles),
      "used_bytes": .integer(usedBytes), "revoked": .bool(isRevoked),
    ]
  }
}

extension Record {
  /// The grant of the record.
  func grant() throws(Failure) -> Grant {
    guard let id = GrantID(id), let patient = parent.flatMap({ PatientID($0) }), let created else {
      throw Failure(.recordAltered, "a grant is malformed")
    }
    let stored = try value(as: StoredGrant.self)
    return Grant(
      id: id, patient: patient, category: stored.category, expires: stored.expires,
      maximumFiles: stored.maximumFiles, maximumBytes: stored.maximumBytes, usedFiles: stored.usedFiles,
      usedBytes: stored.usedBytes, isRevoked: stored.isRevoked, created: created)
  }
}
