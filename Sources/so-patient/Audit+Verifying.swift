import CommandLineKit
import Records
import Storage

extension Audit {
  /// Checks instead of printing: each problem is a record, and the outcome is the last.
  func check(_ store: Store, in context: CommandContext) throws(Failure) -> ExitStatus {
    let reporter = context.progress("checking", progress, unit: .objects)
    let results = context.results
    let report = try store.verify(
      objects: objects ? .content : .none, progress: { done, total in reporter.update(done, total) },
      telling: { (problem) throws(Failure) in try results.add(AuditProblemSummary(problem)) })
    try results.add(AuditSummary(report))
    guard let problem = report.problem else { return .success }
    if report.problems > 1 { context.console.note("\(report.problems) problems were found; the first is:") }
    throw problem.failure
  }
}

/// An event of the audit trail: `so.event/1`.
struct EventSummary: WritableRecord {
  static let schema = "so.event/1"
  let fields: JSONObject

  init(_ event: Event) {
    fields = [
      "seq": .integer(event.seq), "time": .time(event.time), "actor": .string(event.actor.text),
      "action": .string(event.action.word),
      "subject": event.subject.map { ["kind": .string($0.kind), "id": .string($0.id)] } ?? .null,
      "details": event.details.map(JSONValue.object) ?? .null,
    ]
  }
}

/// Something that a check of the audit trail found: `so.audit-problem/1`.
struct AuditProblemSummary: WritableRecord {
  static let schema = "so.audit-problem/1"
  let fields: JSONObject

  init(_ problem: AuditProblem) {
    fields = [
      "seq": .number(problem.seq),
      "subject": problem.subject.map { ["kind": .string($0.kind), "id": .string($0.id)] } ?? .null,
      "error": .object(problem.failure.json),
    ]
  }
}

/// The outcome of a check of the audit trail: `so.audit/1`.
struct AuditSummary: WritableRecord {
  static let schema = "so.audit/1"
  let fields: JSONObject

  init(_ report: AuditReport) {
    fields = [
      "ok": .bool(report.problem == nil), "events": .integer(report.events),
      "records": .integer(report.records), "objects": .integer(report.objects),
      "problems": .integer(report.problems),
      "head": .text(report.head?.text),
      "error": report.problem.map { .object($0.failure.json) } ?? .null,
    ]
  }
}
