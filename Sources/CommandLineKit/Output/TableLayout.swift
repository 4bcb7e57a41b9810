internal import Records

/// Which fields of a kind of record a person sees in a table, and how.
///
/// The machine's payload is apart from this: a table may change its columns at any time.
struct TableLayout {
  /// How much of a field a table shows while nobody asked to `--reveal` it.
  enum Masking {
    /// All of it.
    case none
    /// Its first character and `…`.
    case initial
    /// Its last two characters behind `…`.
    case ending
    /// Nothing but that it is there.
    case hidden
  }

  struct Column {
    let title: String
    let key: String
    var masking = Masking.none
    var isFlexible = false
    var isNumber = false
    /// A field to show where the first has no value; of a list, the first that has one.
    var otherwise: String?
    /// Shows a list of messages as how many of them were delivered, as in 1/3.
    var isShareDelivered = false
    /// Goes to a second line under the others where one line is too long for the terminal, so
    /// that two identifiers beside each other stay whole.
    var isBelow = false
    /// Takes no room while no row has a value in it.
    var isLeftOutWhenEmpty = false
    /// Is cut at its front: of a path, the end tells more.
    var isCutAtFront = false
    /// The field that is shown where `key` has no value.
    var orElse: String?
  }

  let schema: String
  let columns: [Column]

  /// The layout for a record's kind. A kind without one of its own is shown with its plain
  /// fields; all of those are masked, because they may be PHI.
  static func forSchema(_ schema: String, _ record: JSONObject) -> TableLayout {
    if let columns = known[schema] { return TableLayout(schema: schema, columns: columns) }
    let plain = record.pairs.filter { pair in
      switch pair.value {
      case .array, .object: false
      default: pair.key != "schema"
      }
    }
    return TableLayout(
      schema: schema,
      columns: plain.prefix(6).map {
        Column(title: $0.key.uppercased(), key: $0.key, masking: .initial, isFlexible: true)
      })
  }

  /// The cells of one row.
  func cells(of record: JSONObject, reveal: Bool) -> [String] {
    columns.map { column in
      var text = Self.text(column, in: record)
      if text.isEmpty, let other = column.orElse { text = Self.text(Self.value(other, in: record)) }
      text = ArgumentText.printable(text)
      return reveal || text.isEmpty ? text : Self.masked(text, column.masking)
    }
  }

  private static func text(_ column: Column, in record: JSONObject) -> String {
    let value = value(column.key, in: record)
    if column.isShareDelivered, case .array(let messages) = value {
      let delivered = messages.filter { message in
        if case .object(let fields) = message { fields["status"] == .string("delivered") } else { false }
      }
      return messages.isEmpty ? "" : "\(delivered.count)/\(messages.count)"
    }
    guard value == .null, let other = column.otherwise else { return text(value) }
    let path = other.split(separator: ".", maxSplits: 1).map(String.init)
    guard path.count == 2, case .array(let elements)? = record[path[0]] else { return "" }
    for case .object(let element) in elements {
      if case .string(let text)? = element[path[1]] { return text }
    }
    return ""
  }

  private static func value(_ path: String, in record: JSONObject) -> JSONValue {
    var value = JSONValue.object(record)
    for key in path.split(separator: ".") {
      // Of a list, the newest.
      if case .array(let values) = value { value = values.last ?? .null }
      guard case .object(let object) = value else { return .null }
      value = object[String(key)] ?? .null
    }
    return value
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .bool(let flag): flag ? "yes" : "no"
    case .integer(let number): String(number)
    case .string(let text): shortened(text)
    case .array(let values): values.map(text).joined(separator: "; ")
    case .object(let object): object["address"].map(text) ?? object["name"].map(text) ?? ""
    }
  }

  /// Nobody who reads a table asks for thousandths of a second, and they take the room of what is
  /// asked for.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count == 24, text.hasSuffix("Z"), text.dropLast(4).hasSuffix("."),
      Timestamp(rfc3339: text) != nil
    else { return text }
    return text.dropLast(5) + "Z"
  }

  private static func masked(_ text: String, _ masking: Masking) -> String {
    switch masking {
    case .none: text
    case .initial: String(text.prefix(1)) + "…"
    case .ending: text.count > 4 ? "…" + String(text.suffix(2)) : "…"
    case .hidden: "…"
    }
  }
}
