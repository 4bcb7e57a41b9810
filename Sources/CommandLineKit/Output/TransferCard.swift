internal import Records

/// A transfer as a list of its fields: a row of a table would cut just what helps, the reason of a
/// failure, what to do about it, and whom nobody told.
enum TransferCard {
  /// - Parameter width: that of the terminal; `nil` where there is none.
  static func lines(_ record: JSONObject, width: Int?) -> [String] {
    let fields = fields(of: record)
    let indent = (fields.map { $0.title.utf8.count }.max() ?? 0) + 2
    return fields.flatMap { title, text in
      WrappedText.lines(
        ArgumentText.printable(text), first: title + String(repeating: " ", count: indent - title.utf8.count),
        indent: String(repeating: " ", count: indent), width: width ?? 80)
    }
  }

  private static func fields(of record: JSONObject) -> [(title: String, text: String)] {
    var fields: [(title: String, text: String)] = []
    func add(_ title: String, _ value: JSONValue?) {
      switch value {
      case .string(let text): fields.append((title, text))
      case .integer(let number): fields.append((title, String(number)))
      default: break
      }
    }
    add("ID", record["id"])
    add("STATE", record["state"])
    add("SIZE", record["size"])
    add("CONTAINER", record["container_id"])
    add("LOCATION", record["location"])
    add("LINK", record["link"])
    for key in keys(of: record) { add("KEY", .string(key)) }
    for delivery in objects(record["deliveries"]) {
      let words = ["to", "status", "code", "reply"].compactMap { key -> String? in
        if case .string(let text)? = delivery[key] { text } else { nil }
      }
      add("MAIL", .string(words.joined(separator: " ")))
    }
    if case .object(let error)? = record["error"] {
      let words = ["code", "message"].compactMap { key -> String? in
        if case .string(let text)? = error[key] { text } else { nil }
      }
      add("ERROR", .string(words.joined(separator: ": ")))
      add("HINT", error["hint"])
    }
    add("NEXT TRY", record["next_attempt_at"])
    return fields
  }

  /// Each key that the server had; as a rule it is one.
  private static func keys(of record: JSONObject) -> [String] {
    var keys: [String] = []
    for fields in objects(record["states"]) + [record] {
      if case .string(let key)? = fields["host_key"], !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  private static func objects(_ value: JSONValue?) -> [JSONObject] {
    guard case .array(let elements)? = value else { return [] }
    return elements.compactMap { if case .object(let object) = $0 { object } else { nil } }
  }
}
