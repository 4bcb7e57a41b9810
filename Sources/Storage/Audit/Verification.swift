internal import Keys
internal import Records

/// Goes over one state of a store and finds the first thing that does not fit.
///
/// The events come first, because everything else is held against them; and before those
/// the database's own structure, because an index that disagrees with its table would let
/// an older event pass for the newest.
struct Verification {
  private let store: Store
  private let remembered: HeadFile.Content?
  private var report = AuditReport()
  private var registry = MemberRegistry()

  init(_ store: Store, remembered: HeadFile.Content?) {
    self.store = store
    self.remembered = remembered
  }

  mutating func run(_ objects: ObjectCheck) throws(Failure) -> AuditReport {
    if let damage = try store.backend.structuralDamage() {
      report.problem = AuditProblem(.storeDamaged, damage)
    }
    if report.problem == nil { try checkEvents() }
    if report.problem == nil { try checkMembers() }
    if report.problem == nil { try checkRecords() }
    if report.problem == nil { try checkObjects(objects) }
    return report
  }

  private mutating func checkEvents() throws(Failure) {
    var previous = EventLine.beginning
    var report = report
    var registry = registry
    try store.backend.forEachEvent(EventQuery(after: .min)) { event throws(Failure) in
      report.problem = check(event, after: previous, report.events, &registry)
      guard report.problem == nil else { return false }
      previous = event.hash
      report.events = event.seq
      return true
    }
    if report.problem == nil, let remembered, remembered.head.seq > report.events {
      report.problem = AuditProblem(
        .auditCut, seq: remembered.head.seq,
        "the store ends at event \(report.events); event \(remembered.head.seq) is remembered outside of it")
    }
    if report.events > 0, let hash = SHA256Digest(previous) {
      report.head = EventHead(seq: report.events, hash: hash)
    }
    self.report = report
    self.registry = registry
  }

  private func check(
    _ event: EventRow, after previous: [UInt8], _ last: Int64, _ registry: inout MemberRegistry
  ) -> AuditProblem? {
    let seq = event.seq
    guard seq == last + 1 else {
      return AuditProblem(.auditGap, seq: last + 1, "event \(last + 1) is missing")
    }
    let line = EventLine(event, store: store.id, previous: previous)
    guard line.hash == event.hash else {
      return AuditProblem(.auditAltered, seq: seq, "event \(seq) was changed, or is not in its place")
    }
    guard let actor = MemberID(event.actor) else {
      return AuditProblem(.auditForged, seq: seq, "event \(seq) names no member")
    }
    let known = registry.signer(of: actor)
    if let statement = event.statement {
      guard let lines = MemberStatement.parse(statement), registry.apply(lines, by: actor) else {
        return AuditProblem(.auditForged, seq: seq, "event \(seq) says of members what its actor may not say")
      }
    }
    guard let signer = known ?? registry.signer(of: actor) else {
      return AuditProblem(.auditForged, seq: seq, "event \(seq) is by somebody who was no member")
    }
    guard signer.isValid(event.signature, for: line.bytes) else {
      return AuditProblem(.auditForged, seq: seq, "event \(seq) does not bear its actor's signature")
    }
    return checkRemembered(event)
  }

  private func checkRemembered(_ event: EventRow) -> AuditProblem? {
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

  private mutating func checkMembers() throws(Failure) {
    let row = try store.backend.store()
    let rows = try store.backend.members()
    let fits = try registry.matches(rows, store.backend.epochs(), store.backend.wraps())
    guard fits, row.id == registry.store?.text, row.format == registry.format else {
      report.problem = AuditProblem(
        .membersAltered, "the rows of members and keys are not what the signed events say")
      return
    }
    do throws(Failure) {
      _ = try MemberAccess.members(rows, registry, store.keys)
    } catch {
      report.problem = AuditProblem(.membersAltered, error.message)
    }
  }

  private mutating func checkRecords() throws(Failure) {
    var report = report
    try store.backend.forEachCurrentEffect { event throws(Failure) in
      guard let kind = event.subjectKind, let id = event.subjectID else { return true }
      do throws(Failure) {
        if try checkRecord(kind, id, event) { report.records += 1 }
      } catch  where error.code == .recordAltered {
        report.problem = AuditProblem(
          .recordAltered, seq: event.seq, subject: Subject(kind: kind, id: id), error.message)
      }
      return report.problem == nil
    }
    if report.problem == nil {
      let count = try store.backend.countRecords(nil)
      let strays = try store.backend.strayRows()
      if count != report.records || strays > 0 {
        report.problem = AuditProblem(
          .recordAltered, "there are records, or parts of records, without an event")
      }
    }
    self.report = report
  }

  /// Whether there is the record, in all its parts as the event says.
  private func checkRecord(_ kind: String, _ id: String, _ event: EventRow) throws(Failure) -> Bool {
    let row = try store.backend.record(kind, id)
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

  private mutating func checkObjects(_ check: ObjectCheck) throws(Failure) {
    if case .none = check { return }
    var report = report
    try store.backend.forEachObject { row throws(Failure) in
      do throws(Failure) {
        let source = try store.source(store.storedObject(row))
        if case .content = check { try source.drain() }
        report.objects += 1
      } catch  where [.objectMissing, .objectAltered, .recordAltered].contains(error.code) {
        report.problem = AuditProblem(
          error.code, subject: Subject(kind: row.kind, id: row.id), error.message)
      }
      return report.problem == nil
    }
    self.report = report
  }
}
