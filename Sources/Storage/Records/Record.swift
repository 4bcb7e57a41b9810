public import Records

/// What of a record stands in clear.
public struct RecordHeader: Hashable, Sendable {
  /// The kind.
  public let kind: RecordKind
  /// The id, unique within the kind.
  public let id: String
  /// The place in the order of creation.
  public let serial: Int64
  /// Counts the changes, from 1.
  public let version: Int64
  /// The record that this one belongs to, as a document to a patient.
  public let parent: String?
  /// The state, a plain word or empty.
  public let state: String
  /// When a queue has to look at the record.
  public let due: Timestamp?
  /// When the record was made.
  public let created: Timestamp
  /// When it was changed last.
  public let updated: Timestamp
}

/// A record as it is read, changed and written; everything but `content` stands in clear on
/// disk, so nothing that names a patient may be in it.
public struct Record: Hashable, Sendable {
  /// The kind.
  public let kind: RecordKind
  /// The id, unique within the kind: 1–64 ASCII letters, digits and dashes.
  public let id: String
  /// The place in the order of creation; 0 before the record is inserted.
  public let serial: Int64
  /// Counts the changes, from 1; 0 before the record is inserted.
  public let version: Int64
  /// When the record was made; `nil` before it is inserted.
  public let created: Timestamp?
  /// When it was changed last; `nil` before it is inserted.
  public let updated: Timestamp?
  /// The record that this one belongs to, as a document to a patient.
  public var parent: String?
  /// The state, a plain word or empty.
  public var state: String
  /// When a queue has to look at the record; `nil` for never.
  public var due: Timestamp?
  /// The sealed part, at most ``maximumContentLength`` bytes.
  public var content: [UInt8]

  /// The longest content: 1 MiB, as the strict reader takes it.
  public static let maximumContentLength = JSONValue.maximumLength

  /// A new record.
  public init(
    _ kind: RecordKind, id: String, parent: String? = nil, state: String = "", due: Timestamp? = nil,
    content: [UInt8]
  ) {
    self.init(
      kind, id: id, serial: 0, version: 0, created: nil, updated: nil, parent: parent, state: state, due: due,
      content: content)
  }

  /// A new record whose content is a value.
  public init(
    _ kind: RecordKind, id: String, parent: String? = nil, state: String = "", due: Timestamp? = nil,
    value: some JSONRecord
  ) {
    self.init(
      kind, id: id, parent: parent, state: state, due: due, content: value.json.serialized)
  }

  init(
    _ kind: RecordKind, id: String, serial: Int64, version: Int64, created: Timestamp?, updated: Timestamp?,
    parent: String?, state: String, due: Timestamp?, content: [UInt8]
  ) {
    self.kind = kind
    self.id = id
    self.serial = serial
    self.version = version
    self.created = created
    self.updated = updated
    self.parent = parent
    self.state = state
    self.due = due
    self.content = content
  }

  /// The content as a value.
  ///
  /// - Throws: what the value's strict reader throws.
  public func value<Value: JSONRecord>(as type: Value.Type = Value.self) throws(Failure) -> Value {
    try Value(json: JSONObject(parsing: content))
  }

  /// Puts another value into the content.
  public mutating func setValue(_ value: some JSONRecord) { content = value.json.serialized }
}
