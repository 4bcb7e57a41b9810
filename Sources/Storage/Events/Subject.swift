/// What an event is about.
public struct Subject: Hashable, Sendable {
  /// The kind of record, as in `patient`.
  public let kind: String
  /// The record's id.
  public let id: String

  /// Names a record.
  public init(_ kind: RecordKind, _ id: String) {
    self.kind = kind.name
    self.id = id
  }

  init(kind: String, id: String) {
    self.kind = kind
    self.id = id
  }
}
