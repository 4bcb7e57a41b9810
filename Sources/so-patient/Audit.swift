import ArgumentParser
import CommandLineKit
import Folders
import Records
import Storage

/// `so-patient audit`
struct Audit: Verb {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Print the audit trail: who did what when.",
    discussion: """
      With --verify, each event's signature and place in the chain are checked, the records are \
      held against the events, and the trail against the heads that are known outside the store.
      """)
  @Flag(help: "Check the trail and the records instead of printing events.") var verify = false
  @OptionGroup var output: OutputOptions

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let store = try context.profile().openStore(for: context)
    guard verify else {
      try store.read(.auditRead, of: nil) { (snapshot) throws(Failure) in
        var last: Int64 = 0
        while true {
          let page = try snapshot.events(after: last)
          for event in page { try context.results.add(EventSummary(event)) }
          guard let end = page.last else { return }
          last = end.seq
        }
      }
      return .success
    }
    let report = try store.verify()
    try context.results.add(AuditSummary(report))
    guard let problem = report.problem else { return .success }
    throw problem.failure
  }
}

extension EventAction {
  /// The audit trail was read.
  fileprivate static let auditRead = EventAction("audit.read")
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

/// The outcome of a check of the audit trail: `so.audit/1`.
struct AuditSummary: WritableRecord {
  static let schema = "so.audit/1"
  let fields: JSONObject

  init(_ report: AuditReport) {
    fields = [
      "ok": .bool(report.problem == nil), "events": .integer(report.events),
      "records": .integer(report.records),
      "head": .text(report.head?.text),
      "error": report.problem.map { .object($0.failure.json) } ?? .null,
    ]
  }
}
