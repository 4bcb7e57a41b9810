import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records
import Storage

/// `so-patient audit`
struct Audit: Verb {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Print the audit trail: who did what when.",
    discussion: """
      With --verify, each event's signature and place in the chain are checked, the records are \
      held against the events, and the trail against the heads that are known outside the store.

        so-patient audit --subject P-… --action patient.show --since 14d
        so-patient find - <<<"$NAME" | so-patient audit -
      """)

  @Argument(
    help: ArgumentHelp(
      "Take the subjects from records on standard input, as find prints them.", valueName: "-"))
  var operand: String?
  @Flag(help: "Check the trail and the records instead of printing events.") var verify = false
  @Flag(help: "With --verify, read every stored object as well.") var objects = false
  @Option(help: ArgumentHelp("Only events from then on: \(MomentArgument.forms).", valueName: "TIME"))
  var since: MomentArgument?
  @Option(help: ArgumentHelp("Only events before then.", valueName: "TIME")) var until: MomentArgument?
  @Option(help: ArgumentHelp("Only what this member did.", valueName: "M-…"))
  var actor: IdentifierArgument<MemberKind>?
  @Option(
    help: ArgumentHelp(
      "Only events on this, and on what is in it: documents, forms, messages.", valueName: "P-…|D-…|…"))
  var subject: SubjectArgument?
  @Option(
    help: ArgumentHelp("Only actions that begin so, as in patient or patient.show.", valueName: "WORD"))
  var action: String?
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let operand, operand != "-" { throw ValidationError("the operand is -, for standard input") }
    if operand != nil, subject != nil { throw ValidationError("- and --subject exclude each other") }
    if objects, !verify { throw ValidationError("--objects goes with --verify") }
    let hasFilter =
      operand != nil || since != nil || until != nil || actor != nil || subject != nil || action != nil
    if verify, hasFilter { throw ValidationError("--verify checks everything; it takes no filter") }
  }

  func perform(in context: CommandContext) throws(Failure) -> ExitStatus {
    let filter = try filter(in: context)
    let store = try context.profile().openStore(for: context)
    if verify { return try check(store, in: context) }
    let subjects: [String?] = operand == nil ? [subject?.id] : try subjectsOnInput()
    guard !subjects.isEmpty else { return .success }
    try store.read(.auditRead, of: nil, details: details(filter, subjects)) { (snapshot) throws(Failure) in
      for subject in subjects {
        var filter = filter
        filter.within = subject
        try addEvents(filter, from: snapshot, in: context)
      }
    }
    return .success
  }

  private func filter(in context: CommandContext) throws(Failure) -> EventFilter {
    var filter = EventFilter(actor: actor?.id, actionPrefix: action)
    if let since { filter.since = try context.moment(since) }
    if let until { filter.until = try context.moment(until) }
    if let since = filter.since, let until = filter.until, since >= until {
      throw Failure(.usage, "--since is not before --until", hint: "so-patient audit --help")
    }
    return filter
  }

  private func addEvents(
    _ filter: EventFilter, from snapshot: Snapshot, in context: CommandContext
  ) throws(Failure) {
    var last: Int64 = 0
    while true {
      let page = try snapshot.events(filter, after: last)
      for event in page { try context.results.add(EventSummary(event)) }
      guard let end = page.last else { return }
      last = end.seq
    }
  }

  /// The ids of the records on standard input, each once.
  private func subjectsOnInput() throws(Failure) -> [String] {
    let stream = RecordStream(DescriptorSource.standardInput())
    var ids: [String] = []
    var known: Set<String> = []
    while let object = try stream.next() {
      guard case .string(let text)? = object["id"], let subject = SubjectArgument(argument: text) else {
        continue
      }
      if known.insert(subject.id).inserted { ids.append(subject.id) }
    }
    return ids
  }

  /// What was asked for: who looks for the deeds of a colleague is seen to do that.
  private func details(_ filter: EventFilter, _ subjects: [String?]) -> JSONObject? {
    var details = JSONObject()
    let subjects = subjects.compactMap { $0 }
    if !subjects.isEmpty { details["subjects"] = .array(subjects.prefix(100).map(JSONValue.string)) }
    if let actor = filter.actor { details["actor"] = .string(actor.text) }
    if let action = filter.actionPrefix { details["action"] = .string(action) }
    if let since = filter.since { details["since"] = .time(since) }
    if let until = filter.until { details["until"] = .time(until) }
    return details.pairs.isEmpty ? nil : details
  }
}

extension EventAction {
  /// The audit trail was read.
  fileprivate static let auditRead = EventAction("audit.read")
}

/// The id of something that events are about; a folder's, a document's, any.
struct SubjectArgument: ExpressibleByArgument, Hashable, Sendable {
  let id: String

  /// Takes an id in either case.
  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...4).contains(parts[0].utf8.count), (4...60).contains(parts[1].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy(Self.isSymbol) })
    else { return nil }
    id = argument.uppercased()
  }

  private static func isSymbol(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
      || (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= byte | 0x20
  }
}
