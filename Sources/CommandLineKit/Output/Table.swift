internal import Platform
internal import Records

/// An aligned table. The first rows are held back until the widths are known; the rest is
/// written as it comes, so that a table of 100,000 rows stays small in memory.
final class Table {
  let layout: TableLayout
  private let columns: Int?
  private var held: [[String]] = []
  private var widths: [Int] = []
  private static let rowsHeld = 500
  private static let gap = "  "

  init(_ layout: TableLayout, columns: Int?) {
    self.layout = layout
    self.columns = columns
  }

  func add(_ cells: [String], _ output: CheckedOutput) throws(Failure) {
    guard widths.isEmpty else { return try write(cells, output) }
    held.append(cells)
    if held.count == Self.rowsHeld { try release(output) }
  }

  func finish(_ output: CheckedOutput) throws(Failure) {
    if widths.isEmpty, !held.isEmpty { try release(output) }
  }

  private func release(_ output: CheckedOutput) throws(Failure) {
    let titles = layout.columns.map(\.title)
    widths = titles.map(TextWidth.of)
    for row in held {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], TextWidth.of(cell)) }
    }
    shrinkToTerminal()
    try write(titles, output)
    for row in held { try write(row, output) }
    held = []
  }

  /// Takes columns from the widest cell of free text; identifiers are never cut, because
  /// a person copies them.
  private func shrinkToTerminal() {
    guard let columns else { return }
    let gaps = Self.gap.utf8.count * (widths.count - 1)
    while widths.reduce(gaps, +) > columns {
      let flexible = widths.indices.filter { layout.columns[$0].isFlexible && widths[$0] > 8 }
      guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
    }
  }

  private func write(_ cells: [String], _ output: CheckedOutput) throws(Failure) {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let cut = layout.columns[index].isFlexible ? TextWidth.cut(cell, to: widths[index]) : cell
      let blanks = String(repeating: " ", count: max(0, widths[index] - TextWidth.of(cut)))
      if index > 0 { line += Self.gap }
      line += layout.columns[index].isNumber ? blanks + cut : cut + blanks
    }
    while line.last == " " { line.removeLast() }
    try output.line(line)
  }
}
