internal import Platform
public import Records

/// Standard output, the place for results: one JSON object a line for programs, an aligned
/// table for people.
public final class ResultWriter {
  private let output: CheckedOutput
  private let form: OutputOptions.Form
  private let reveal: Bool
  private var table: Table?
  private var isBehindCard = false

  init(_ output: CheckedOutput, options: OutputOptions) {
    self.output = output
    form = options.form ?? (output.isTerminal ? .table : .json)
    reveal = options.reveal
  }

  /// Whether results go to a person's terminal.
  public var isTerminal: Bool { output.isTerminal }

  /// Whether results are shown as a table, which has no room for every field.
  public var isTable: Bool { form == .table }

  /// Adds a record.
  public func add(_ record: some WritableRecord) throws(Failure) { try add(record.json) }

  /// Adds a record that is JSON already, `schema` included.
  public func add(_ record: JSONObject) throws(Failure) {
    switch form {
    case .json: try output.line(record.serialized)
    case .table: try addRow(record)
    }
  }

  /// Adds a record that a person looks at by itself: in the place of a table's row it is a list of
  /// its fields, where its kind has one.
  public func show(_ record: some WritableRecord) throws(Failure) {
    guard form == .table, let lines = Card.lines(record.json, width: output.columns) else {
      return try add(record)
    }
    try endTable()
    for line in lines { try output.line(line) }
    isBehindCard = true
  }

  /// Hands over what is buffered, so that a program that reads along sees it. A table that
  /// is still being aligned is not cut by this.
  public func flush() throws(Failure) {
    if form == .json { try output.flush() }
  }

  /// Standard output itself, for bytes that are no records (`-o -`).
  public var bytes: any ByteSink { output }

  /// Ends the last table and hands everything over.
  public func finish() throws(Failure) {
    try endTable()
    try output.flush()
  }

  private func endTable() throws(Failure) {
    try table?.finish(output)
    table = nil
  }

  private func addRow(_ record: JSONObject) throws(Failure) {
    guard record.schema != Check.schema else {
      for line in CheckText.lines(record, columns: output.columns ?? 80) { try output.line(line) }
      return
    }
    let layout = TableLayout.forSchema(record.schema ?? "", record)
    if let current = table, current.layout.schema != layout.schema {
      try current.finish(output)
      try output.line("")
      table = nil
    }
    if isBehindCard {
      try output.line("")
      isBehindCard = false
    }
    let current = table ?? Table(layout, columns: output.columns)
    table = current
    try current.add(layout.cells(of: record, reveal: reveal), output)
  }
}
