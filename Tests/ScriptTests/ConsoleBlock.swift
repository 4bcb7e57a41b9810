/// A command that a text shows to its reader, with the output that it shows for it.
struct ConsoleBlock: Equatable {
  /// The line of the text that the command begins on, from 1.
  let line: Int
  /// What the reader is to type, continued lines joined.
  let command: String
  /// The lines shown below the command.
  let output: [String]

  /// The commands in the fences ` ```console ` of a Markdown text: lines that begin with `$ `,
  /// and those after a final `\`.
  static func blocks(inMarkdown text: String) -> [ConsoleBlock] {
    var blocks: [ConsoleBlock] = []
    var isInside = false
    var isContinued = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        isInside = line == "```console"
        isContinued = false
        continue
      }
      guard isInside else { continue }
      if isContinued, let last = blocks.popLast() {
        blocks.append(
          ConsoleBlock(line: last.line, command: "\(last.command)\n\(line)", output: []))
      } else if line.hasPrefix("$ ") {
        blocks.append(ConsoleBlock(line: index + 1, command: String(line.dropFirst(2)), output: []))
      } else if let last = blocks.popLast() {
        blocks.append(
          ConsoleBlock(line: last.line, command: last.command, output: last.output + [String(line)]))
        continue
      }
      isContinued = line.hasSuffix("\\")
    }
    return blocks
  }
}

extension Script {
  /// A script that runs the commands one after the other, each with `sh`; all must succeed.
  init(console blocks: [ConsoleBlock]) {
    commands = blocks.map { block in
      Command(
        line: block.line, negated: false,
        words: [ScriptWord(pieces: [.text("sh")]), ScriptWord(pieces: [.text(block.command)])],
        source: "$ \(block.command)")
    }
    fixtures = []
  }
}
