/// Help as the argument parser writes it, made fit for a terminal of 80 columns.
///
/// The parser lists every option in the usage line and leaves the breaking to the terminal,
/// which cuts words; here the common options become `[options]` and lines break between words.
enum HelpText {
  private static let commonOptions = "[--json] [--table] [--reveal] [--quiet] [--verbose]"
  private static let head = "USAGE: "

  static func tidy(_ text: String, columns: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix(head) else { return String(line) }
      return usage(line.dropFirst(head.count).replacing(commonOptions, with: "[options]"), columns)
    }.joined(separator: "\n")
  }

  private static func usage(_ text: some StringProtocol, _ columns: Int) -> String {
    var lines: [String] = []
    var line = head
    for word in words(text) {
      if line.count > head.count, line.count + word.count + 1 > columns {
        lines.append(line)
        line = String(repeating: " ", count: head.count + 4) + word
      } else {
        line += (line.last == " " ? "" : " ") + word
      }
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// Words and whole brackets; `--to <ADDRESS>` stays together with its option.
  private static func words(_ text: some StringProtocol) -> [String] {
    var words: [String] = []
    var depth = 0
    for part in text.split(separator: " ") {
      let belongs = depth > 0 || (part.first == "<" && words.last?.hasPrefix("-") == true) || part == "..."
      if belongs, let last = words.popLast() {
        words.append("\(last) \(part)")
      } else {
        words.append(String(part))
      }
      for symbol in part {
        depth += symbol == "[" || symbol == "(" ? 1 : symbol == "]" || symbol == ")" ? -1 : 0
      }
    }
    return words
  }
}
