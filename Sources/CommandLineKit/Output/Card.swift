internal import Platform
internal import Records

/// One record as a list of its fields, where a person compares or copies what a row of a table
/// has no room for.
enum Card {
  /// The fields of the kinds that are shown like this, by schema.
  private static let known: [String: [TableLayout.Column]] = [
    "so.contact/1": [
      TableLayout.Column(title: "NAME", key: "name"),
      TableLayout.Column(title: "FINGERPRINT", key: "fingerprint"),
      TableLayout.Column(title: "DIGITS", key: "digits"),
      // Post-quantum recipients fill a screen.
      TableLayout.Column(title: "RECIPIENT", key: "recipient", isFlexible: true),
    ],
    "so.setting/1": [
      TableLayout.Column(title: "KEY", key: "key"),
      TableLayout.Column(title: "VALUE", key: "value"),
      TableLayout.Column(title: "MEANING", key: "meaning"),
    ],
    "so.verification/1": [
      TableLayout.Column(title: "SIGNATURE", key: "signature"),
      TableLayout.Column(title: "FROM", key: "from"),
      TableLayout.Column(title: "SHARED BY", key: "shared_by"),
      TableLayout.Column(title: "SIGNER", key: "signer"),
      TableLayout.Column(title: "CONTAINER", key: "container_id"),
      TableLayout.Column(title: "ENTRIES", key: "entries"),
    ],
  ]

  /// The lines for a record, without the fields that have no value; `nil` for a kind that has no
  /// card.
  ///
  /// - Parameter width: that of the terminal; `nil` where there is none.
  static func lines(_ record: JSONObject, width: Int?) -> [String]? {
    if record.schema == Transfer.schema { return TransferCard.lines(record, width: width) }
    guard let schema = record.schema, let columns = known[schema] else { return nil }
    let layout = TableLayout(schema: schema, columns: columns)
    let cells = layout.cells(of: record, reveal: true)
    let indent = (columns.map { TextWidth.of($0.title) }.max() ?? 0) + 2
    return zip(columns, cells).filter { !$1.isEmpty }.map { column, cell in
      let front = column.title + String(repeating: " ", count: indent - TextWidth.of(column.title))
      guard column.isFlexible, let width, width > indent else { return front + cell }
      return front + TextWidth.cut(cell, to: width - indent)
    }
  }
}
