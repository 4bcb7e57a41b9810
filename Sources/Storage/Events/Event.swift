internal import Keys
public import Records

/// Something that was done, as it stands in the audit.
public struct Event: Hashable, Sendable {
  /// The number, from 1, without gaps.
  public let seq: Int64
  /// When.
  public let time: Timestamp
  /// Who.
  public let actor: MemberID
  /// What.
  public let action: EventAction
  /// To what.
  public let subject: Subject?
  /// What else there is to say; sealed on disk.
  public let details: JSONObject?
}

/// Which events; what is `nil` does not matter.
public struct EventFilter: Hashable, Sendable {
  /// Only events on this subject.
  public var subject: Subject?
  /// Only what this member did.
  public var actor: MemberID?
  /// Only this action.
  public var action: EventAction?
  /// Only actions whose word begins with this.
  public var actionPrefix: String?
  /// Only events on the record of this id, of whatever kind, and on the records in it: those
  /// whose parent it is, and theirs in turn, as they are now.
  public var within: String?
  /// Only from this moment on.
  public var since: Timestamp?
  /// Only before this moment.
  public var until: Timestamp?

  /// A filter; every event unless told otherwise.
  public init(
    subject: Subject? = nil, actor: MemberID? = nil, action: EventAction? = nil, since: Timestamp? = nil,
    until: Timestamp? = nil, actionPrefix: String? = nil, within: String? = nil
  ) {
    self.subject = subject
    self.actor = actor
    self.action = action
    self.since = since
    self.until = until
    self.actionPrefix = actionPrefix
    self.within = within
  }

  func query(after seq: Int64, limit: Int) -> EventQuery {
    EventQuery(
      subjectKind: subject?.kind, subjectID: subject?.id, actor: actor?.text, action: action?.word,
      since: since?.milliseconds, until: until?.milliseconds, actionPrefix: actionPrefix, within: within,
      after: seq, limit: Int64(limit))
  }
}

extension Store {
  func event(_ row: EventRow) throws(Failure) -> Event {
    guard let actor = MemberID(row.actor) else {
      throw Failure(.auditAltered, "the event \(row.seq) names no member", hint: "so-patient audit --verify")
    }
    var subject: Subject?
    if let kind = row.subjectKind, let id = row.subjectID { subject = Subject(kind: kind, id: id) }
    return Event(
      seq: row.seq, time: Timestamp(milliseconds: row.time), actor: actor,
      action: EventAction(trusted: row.action), subject: subject, details: try details(row))
  }

  func details(_ row: EventRow) throws(Failure) -> JSONObject? {
    guard let sealed = row.details else { return nil }
    let bytes = try keys.keys(row.epoch).eventDetails().open(
      sealed, context: RecordSeal.detailsContext(row, id), "the details of the event \(row.seq)")
    return try JSONObject(parsing: bytes)
  }
}
