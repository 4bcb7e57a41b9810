public import Keys
public import Records

/// An object that is written and sealed but belongs to no record yet.
public struct StagedObject: Hashable, Sendable {
  /// Its id, also after the commit.
  public let id: ObjectID
  /// The plaintext's size in bytes.
  public let size: Int64
  /// The plaintext's digest.
  public let sha256: SHA256Digest
}

/// A staged object under the name that it will have in its record.
public struct Attachment: Hashable, Sendable {
  /// The name, a plain word: `original`, `thumbnail`.
  public let name: String
  /// The object.
  public let object: StagedObject

  /// Names a staged object.
  public init(_ name: String, _ object: StagedObject) {
    self.name = name
    self.object = object
  }
}

/// An object of a record.
public struct StoredObject: Hashable, Sendable {
  /// The id.
  public let id: ObjectID
  /// The name in its record.
  public let name: String
  /// The plaintext's size in bytes.
  public let size: Int64
  /// The plaintext's digest.
  public let sha256: SHA256Digest
  /// The epoch whose key it is encrypted to.
  let epoch: Int64
}
