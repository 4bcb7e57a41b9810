public import Records

/// Something that does not fit when a store is verified.
public struct AuditProblem: Hashable, Sendable {
  /// What is wrong, as a code.
  public let code: Failure.Code
  /// The event at which it shows, where there is one.
  public let seq: Int64?
  /// The record or object at which it shows, where there is one.
  public let subject: Subject?
  /// What is wrong, for a person.
  public let message: String

  init(_ code: Failure.Code, seq: Int64? = nil, subject: Subject? = nil, _ message: String) {
    self.code = code
    self.seq = seq
    self.subject = subject
    self.message = message
  }

  /// The problem as the failure that a tool ends with.
  public var failure: Failure { Failure(code, message) }
}

/// What a verification found.
public struct AuditReport: Hashable, Sendable {
  /// The events that were checked.
  public internal(set) var events: Int64 = 0
  /// The records that were opened and compared with their events.
  public internal(set) var records: Int64 = 0
  /// The objects that were looked at.
  public internal(set) var objects: Int64 = 0
  /// The newest event.
  public internal(set) var head: EventHead?
  /// The first problem; `nil` when everything fits.
  public internal(set) var problem: AuditProblem?
  /// How many problems there are.
  public internal(set) var problems: Int64 = 0
}

/// How far a verification looks at objects.
public enum ObjectCheck: Hashable, Sendable {
  /// Not at all.
  case none
  /// Whether each is there.
  case presence
  /// Whether each decrypts to the bytes that its record names.
  case content
}
