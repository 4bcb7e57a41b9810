internal import Records

/// A `so.check/1` for people: a line for what is well, a paragraph for what is not. A table would
/// cut just what helps.
enum CheckText {
  private static let indent = String(repeating: " ", count: 24)

  /// The lines for one check, no wider than `columns` where blanks allow that.
  static func lines(_ check: JSONObject, columns: Int) -> [String] {
    func text(_ key: String) -> String? {
      if case .string(let text)? = check[key] { ArgumentText.printable(text) } else { nil }
    }
    let head = pad(text("status") ?? "", 9) + pad(text("id") ?? "", 15)
    let message = [text("code"), text("message")].compactMap { $0 }.joined(separator: ": ")
    var lines = wrapped(message, first: head, columns)
    if let meaning = text("meaning") { lines += wrapped(meaning, first: indent + "means: ", columns) }
    if let owner = text("whose").flatMap(Check.Owner.init) {
      lines += wrapped(owner.text, first: indent + "whose job: ", columns)
    }
    if let advice = text("advice") { lines += steps(advice, columns) }
    return lines
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - TextWidth.of(text)))
  }

  /// Advice, with each command of it on a line of its own and in one piece: it is copied, and a line
  /// break would run its front half alone.
  private static func steps(_ advice: String, _ columns: Int) -> [String] {
    var lines: [String] = []
    for part in AdviceParts.of(advice) {
      let first = lines.isEmpty ? indent + "next: " : indent + "  "
      if !part.isCommand {
        lines += wrapped(part.text, first: first, columns)
      } else if TextWidth.of(first + part.text) <= columns {
        lines.append(first + part.text)
      } else {
        if lines.isEmpty { lines.append(indent + "next:") }
        let room = max(2, min(indent.utf8.count + 2, columns - TextWidth.of(part.text)))
        lines.append(String(repeating: " ", count: room) + part.text)
      }
    }
    return lines
  }

  private static func wrapped(_ text: String, first: String, _ columns: Int) -> [String] {
    WrappedText.lines(text, first: first, indent: indent + "  ", width: columns)
  }
}
