internal import Keys
internal import Records

/// Goes over one state of a store and tells everything that does not fit.
///
/// The database's own structure comes first, because an index that disagrees with its table
/// would let an older event pass for the newest; with that damaged, nothing else is looked at.
/// Then the events, because everything else is held against them.
final class Verification {
  private(set) var report = AuditReport()

  private let store: Store
  private let remembered: HeadFile.Content?
  private let tell: (AuditProblem) throws(Failure) -> Void
  private var registry = MemberRegistry()
  /// The number of the event before the one at hand.
  private var last: Int64 = 0
  /// The hash of that event; `nil` behind a gap, where nobody knows it.
  private var previous: [UInt8]? = EventLine.beginning
  private var recordsThere: Int64 = 0

  init(
    _ store: Store, remembered: HeadFile.Content?, _ tell: @escaping (AuditProblem) throws(Failure) -> Void
  ) {
    self.store = store
    self.remembered = remembered
    self.tell = tell
  }

  /// Whether the database itself is sound, so that objects can be looked for by it.
  func run() throws(Failure) -> Bool {
    if let damage = try store.backend.structuralDamage() {
      try note(AuditProblem(.storeDamaged, damage))
      return false
    }
    try checkEvents()
    try checkMembers()
    try checkRecords()
    return true
  }

  func note(_ problem: AuditProblem) throws(Failure) {
    report.problem = report.problem ?? problem
    report.problems += 1
    try tell(problem)
  }

  /// Counts an object that was looked at.
  func countObject() { report.objects += 1 }

  private func checkEvents() throws(Failure) {
    try store.backend.forEachEvent(EventQuery(after: .min)) { event throws(Failure) in
      try check(event)
      return true
    }
    if let remembered, remembered.head.seq > last {
      try note(
        AuditProblem(
          .auditCut, seq: remembered.head.seq,
          "the store ends at event \(last); event \(remembered.head.seq) is remembered outside of it"))
    }
    if last > 0, let hash = previous.flatMap({ SHA256Digest($0) }) {
      report.head = EventHead(seq: last, hash: hash)
    }
  }

  private func check(_ event: EventRow) throws(Failure) {
    let seq = event.seq
    guard seq > last else {
      return try note(
        AuditProblem(.auditAltered, seq: seq, "event \(seq) has a number that no event can have"))
    }
    if seq > last + 1 {
      let which =
        seq == last + 2 ? "event \(last + 1) is missing" : "the events \(last + 1) to \(seq - 1) are missing"
      try note(AuditProblem(.auditGap, seq: last + 1, which))
      previous = nil
    }
    if let problem = problem(with: event) { try note(problem) }
    last = seq
    previous = event.hash
    report.events += 1
    if let problem = problemWithRemembered(event) { try note(problem) }
  }

  private func problem(with event: EventRow) -> AuditProblem? {
    let seq = event.seq
    guard let actor = MemberID(event.actor) else {
      return AuditProblem(.auditForged, seq: seq, "event \(seq) names no member")
    }
    let known = registry.signer(of: actor)
    let lines = event.statement.map { MemberStatement.parse($0) }
    let isAllowed = lines.map { $0.map { registry.apply($0, by: actor) } ?? false } ?? true
    // Behind a gap the line cannot be made again, so there is nothing that its hash and its
    // signature could be held against.
    guard let previous else { return nil }
    let line = EventLine(event, store: store.id, previous: previous)
    guard line.hash == event.hash else {
      return AuditProblem(.auditAltered, seq: seq, "event \(seq) was changed, or is not in its place")
    }
    guard isAllowed else {
      return AuditProblem(.auditForged, seq: seq, "event \(seq) says of members what its actor may not say")
    }
    guard let signer = known ?? registry.signer(of: actor) else {
      return AuditProblem(.auditForged, seq: seq, "event \(seq) is by somebody who was no member")
    }
    guard signer.isValid(event.signature, for: line.bytes) else {
      return AuditProblem(.auditForged, seq: seq, "event \(seq) does not bear its actor's signature")
    }
    return nil
  }

  private func problemWithRemembered(_ event: EventRow) -> AuditProblem? {
    guard let remembered else { return nil }
    if event.seq == 1, event.hash != remembered.origin.bytes {
      return AuditProblem(.storeReplaced, seq: 1, "the store began with another event")
    }
    if event.seq == remembered.head.seq, event.hash != remembered.head.hash.bytes {
      return AuditProblem(
        .auditCut, seq: event.seq, "the store was set back behind event \(event.seq) and went on otherwise")
    }
    return nil
  }

  private func checkMembers() throws(Failure) {
    let row = try store.backend.store()
    let rows = try store.backend.members()
    let fits = try registry.matches(rows, store.backend.epochs(), store.backend.wraps())
    guard fits, row.id == registry.store?.text, row.format == registry.format else {
      return try note(
        AuditProblem(.membersAltered, "the rows of members and keys are not what the signed events say"))
    }
    do throws(Failure) {
      _ = try MemberAccess.members(rows, registry, store.keys)
    } catch {
      try note(AuditProblem(.membersAltered, error.message))
    }
  }

  private func checkRecords() throws(Failure) {
    try store.backend.forEachCurrentEffect { event throws(Failure) in
      guard let kind = event.subjectKind, let id = event.subjectID else { return true }
      do throws(Failure) {
        if try checkRecord(kind, id, event) { report.records += 1 }
      } catch  where error.code == .recordAltered {
        try note(
          AuditProblem(.recordAltered, seq: event.seq, subject: Subject(kind: kind, id: id), error.message))
      }
      return true
    }
    let strays = try store.backend.countRecords(nil) - recordsThere
    if strays > 0 {
      try note(AuditProblem(.recordAltered, "there are \(strays) records without an event"))
    }
    let parts = try store.backend.strayRows()
    if parts > 0 {
      try note(AuditProblem(.recordAltered, "there are \(parts) cards, look-ups or objects without a record"))
    }
  }

  /// Whether there is the record, in all its parts as the event says.
  private func checkRecord(_ kind: String, _ id: String, _ event: EventRow) throws(Failure) -> Bool {
    let row = try store.backend.record(kind, id)
    if row != nil { recordsThere += 1 }
    guard case .put(let hash) = event.effect else {
      guard row == nil else { throw Failure(.recordAltered, "a removed record is there again") }
      return false
    }
    guard let row else { throw Failure(.recordAltered, "a record was removed without an event") }
    guard RecordSeal.hash(row, store.id) == hash else {
      throw Failure(.recordAltered, "a record is not the one that its newest event names")
    }
    _ = try store.open(row, RecordKind(trusted: kind))
    let index = try store.checkedIndex(of: row)
    if let card = index.card {
      let scanner = try CardScanner(kind, store.keys)
      _ = try scanner.withCard(unsafe Array(id.utf8).span.bytes, card.epoch, unsafe card.sealed.span.bytes) {
        _ in true
      }
    }
    for object in index.objects { _ = try store.storedObject(object) }
    return true
  }
}
