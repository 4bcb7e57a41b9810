internal import Platform
internal import Records

/// An aligned table. The first rows are held back until the widths are known; the rest is
/// written as it comes, so that a table of 100,000 rows stays small in memory.
final class Table {
  let layout: TableLayout
  private let columns: Int?
  private var held: [[String]] = []
  private var widths: [Int] = []
  /// The columns of each line of a row.
  private var lines: [[Int]] = []
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
    let shown = widths.indices.filter { index in
      !layout.columns[index].isLeftOutWhenEmpty || held.contains { !$0[index].isEmpty }
    }
    lines = [shown]
    if let columns, length(of: lines[0]) > columns, layout.columns.contains(where: \.isBelow) {
      lines = [false, true].map { below in shown.filter { layout.columns[$0].isBelow == below } }
    }
    shrinkToTerminal(lines[0], front: "")
    if lines.count > 1 { shrinkToTerminal(lines[1], front: indent) }
    try write(titles, output)
    for row in held { try write(row, output) }
    held = []
  }

  /// Takes columns from the widest cell of free text; identifiers are never cut, because
  /// a person copies them.
  private func shrinkToTerminal(_ line: [Int], front: String) {
    guard let columns else { return }
    while front.utf8.count + length(of: line) > columns {
      let flexible = line.filter { layout.columns[$0].isFlexible && widths[$0] > 8 }
      guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
    }
  }

  private func length(of line: [Int]) -> Int {
    line.reduce(Self.gap.utf8.count * (line.count - 1)) { $0 + widths[$1] }
  }

  private func write(_ cells: [String], _ output: CheckedOutput) throws(Failure) {
    for (number, line) in lines.enumerated() {
      let text = text(of: cells, line, front: number == 0 ? "" : indent)
      if number == 0 || !text.isEmpty { try output.line(text) }
    }
  }

  /// What stands before a second line: as much as the first column takes.
  private var indent: String {
    String(repeating: " ", count: widths.first ?? 0) + Self.gap
  }

  private func text(of cells: [String], _ line: [Int], front: String) -> String {
    var text = front
    for (place, index) in line.enumerated() {
      let column = layout.columns[index]
      let cell =
        !column.isFlexible
        ? cells[index]
        : column.isCutAtFront
          ? TextWidth.cutFront(cells[index], to: widths[index])
          : TextWidth.cut(cells[index], to: widths[index])
      let blanks = String(repeating: " ", count: max(0, widths[index] - TextWidth.of(cell)))
      if place > 0 { text += Self.gap }
      text += column.isNumber ? blanks + cell : cell + blanks
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
