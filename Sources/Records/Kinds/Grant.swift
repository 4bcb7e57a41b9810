/// A permission to put files into a folder for some time: `so.grant/1` (R054).
public struct Grant: WritableRecord, Equatable {
  /// The kind and its version.
  public static let schema = "so.grant/1"

  /// Whether it can be used.
  public enum State: String, CaseIterable, Sendable {
    /// Files can be put by it.
    case active
    /// Its time is over.
    case expired
    /// It has taken as many files, or bytes, as it may.
    case exhausted
    /// Somebody took it back.
    case revoked
  }

  /// Names it; not the token, which nobody can tell any more.
  public let id: GrantID
  /// The folder that files go into.
  public let patient: PatientID
  /// The category that the files get; `nil` for any.
  public let category: DocumentCategory?
  /// The first moment at which it is over.
  public let expires: Timestamp
  /// How many files it takes; `nil` for any number.
  public let maximumFiles: Int64?
  /// How many bytes it takes; `nil` for any number.
  public let maximumBytes: Int64?
  /// How many files it has taken.
  public var usedFiles: Int64
  /// How many bytes it has taken.
  public var usedBytes: Int64
  /// Whether it was taken back.
  public var isRevoked: Bool
  /// When it was given.
  public let created: Timestamp

  /// A grant with these values.
  public init(
    id: GrantID, patient: PatientID, category: DocumentCategory?, expires: Timestamp, maximumFiles: Int64?,
    maximumBytes: Int64?, usedFiles: Int64 = 0, usedBytes: Int64 = 0, isRevoked: Bool = false,
    created: Timestamp
  ) {
    self.id = id
    self.patient = patient
    self.category = category
    self.expires = expires
    self.maximumFiles = maximumFiles
    self.maximumBytes = maximumBytes
    self.usedFiles = usedFiles
    self.usedBytes = usedBytes
    self.isRevoked = isRevoked
    self.created = created
  }

  /// Whether it can be used at `moment`.
  public func state(at moment: Timestamp) -> State {
    if isRevoked { return .revoked }
    if moment >= expires { return .expired }
    let isFull = { (used: Int64, limit: Int64?) in limit.map { used >= $0 } ?? false }
    return isFull(usedFiles, maximumFiles) || isFull(usedBytes, maximumBytes) ? .exhausted : .active
  }

  /// The record as it is shown at `moment`.
  public func shown(at moment: Timestamp) -> JSONObject {
    var object = json
    object["state"] = .string(state(at: moment).rawValue)
    return object
  }

  /// Every field in the documented order; `state` is that of a grant that has not expired.
  public var fields: JSONObject {
    [
      "id": .string(id.text), "patient_id": .string(patient.text),
      "state": .string(state(at: created).rawValue), "category": .text(category?.rawValue),
      "expires_at": .time(expires), "max_files": .number(maximumFiles), "max_bytes": .number(maximumBytes),
      "used_files": .integer(usedFiles), "used_bytes": .integer(usedBytes), "created_at": .time(created),
    ]
  }
}
