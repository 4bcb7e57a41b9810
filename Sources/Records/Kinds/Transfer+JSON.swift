extension Transfer {
  /// Reads the fields; each that is missing or wrong becomes a problem of `reader`. Those that
  /// were added after the first version may be missing.
  public init(reading reader: inout ObjectReader) throws(Failure) {
    id = reader.identifier("id")
    container = reader.optionalIdentifier("container_id")
    member = reader.optionalIdentifier("member_id")
    state = reader.required("state", "a state", standIn: .failed) { State(rawValue: $0) }
    server = reader.optional("server", "a server's name") { ServerName($0) }
    protocolName = reader.optionalText("protocol")
    size = reader.count("size")
    sha256 = reader.sha256("sha256")
    selection = reader.optionalObject("selection").flatMap { Selection($0, &reader) }
    location = reader.text("location")
    link = reader.optionalText("link")
    hostKey = reader.optionalText("host_key")
    attempts = reader.optionalCount("attempts") ?? 0
    nextAttempt = reader.optionalTime("next_attempt_at")
    resumedFrom = reader.optionalCount("resumed_from")
    deliveries = reader.objects("deliveries", what: "delivery") { Notice(reading: &$0) }
    steps = reader.objects("states", what: "state") { Step(reading: &$0) }
    failure = reader.optionalObject("error")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "id": .string(id.text), "container_id": .text(container?.text), "member_id": .text(member?.text),
      "state": .string(state.rawValue), "server": .text(server?.text), "protocol": .text(protocolName),
      "size": .integer(size), "sha256": .string(sha256), "selection": selection?.json ?? .null,
      "location": .string(location), "link": .text(link), "host_key": .text(hostKey),
      "attempts": .integer(attempts), "next_attempt_at": .time(nextAttempt),
      "resumed_from": .number(resumedFrom), "deliveries": .array(deliveries.map(\.json)),
      "states": .array(steps.map { .object($0.fields) }), "error": failure.map(JSONValue.object) ?? .null,
    ]
  }
}

extension Transfer.Selection {
  init?(_ json: JSONObject, _ outer: inout ObjectReader) {
    var reader = ObjectReader(json, what: "selection", path: outer.name("selection."))
    mode = reader.required("mode", "all or selected", standIn: .all) { Mode(rawValue: $0) }
    ids = reader.texts("ids")
    do throws(Failure) { try reader.finish() } catch {
      outer.adopt(error.fields)
      return nil
    }
  }

  /// The selection as it stands in records.
  public var json: JSONValue { ["mode": .string(mode.rawValue), "ids": .array(ids.map { .string($0) })] }
}

extension Transfer.Step {
  init(reading reader: inout ObjectReader) {
    state = reader.required("state", "a state", standIn: .failed) { Transfer.State(rawValue: $0) }
    at = reader.time("at")
    bytes = reader.optionalCount("bytes")
    peer = reader.optionalText("peer")
    hostKey = reader.optionalText("host_key")
    reply = reader.optionalText("reply")
    code = reader.optionalText("code")
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "state": .string(state.rawValue), "at": .time(at), "bytes": .number(bytes), "peer": .text(peer),
      "host_key": .text(hostKey), "reply": .text(reply), "code": .text(code),
    ]
  }
}

extension Transfer.Notice {
  init?(reading reader: inout ObjectReader) {
    id = reader.identifier("id")
    status = reader.text("status")
    code = reader.optionalText("code")
    reply = reader.optionalText("reply")
    // Both are absent in what was kept before there were text messages.
    attempts = reader.optionalCount("attempts") ?? 0
    let channel = reader.optionalText("channel") ?? "mail"
    let before = reader.problems.count
    guard let address = reader.optional("to", "an address", { NoticeAddress($0, channel: channel) }) else {
      if reader.problems.count == before { reader.refuse("to", .required, "is mandatory") }
      return nil
    }
    to = address
  }

  var json: JSONValue {
    [
      "id": .string(id.text), "channel": .string(to.channel), "to": .string(to.text),
      "status": .string(status), "code": .text(code), "reply": .text(reply), "attempts": .integer(attempts),
    ]
  }
}

/// A state of a transfer as one row: `so.transfer-state/1`.
public struct TransferState: WritableRecord {
  /// The kind and its version.
  public static let schema = "so.transfer-state/1"
  /// Every field in the documented order.
  public let fields: JSONObject

  /// The state as it stands in the transfer.
  public init(_ step: Transfer.Step) { fields = step.fields }
}
