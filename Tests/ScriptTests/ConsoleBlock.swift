/// A command that a text shows to its reader, with the output that it shows for it.
struct ConsoleBlock: Equatable {
  /// The line of the text that the command begins on, from 1.
  let line: Int
  /// What the reader is to type, continued lines joined.
  let command: String
  /// The lines shown below the command.
  let output: [String]
  /// Who types it: what follows `console` in the fence.
  var person = ""

  /// The commands in the fences ` ```console ` of a Markdown text: lines that begin with `$ `,
  /// and those after a final `\`. A fence ` ```console NAME ` is what NAME types.
  static func blocks(inMarkdown text: String) -> [ConsoleBlock] {
    var blocks: [ConsoleBlock] = []
    var person: String?
    var hasCommand = false
    var isContinued = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        let words = line.dropFirst(3).split(separator: " ")
        person = words.first == "console" ? words.dropFirst().joined(separator: " ") : nil
        isContinued = false
        hasCommand = false
        continue
      }
      guard let person else { continue }
      if isContinued, let last = blocks.popLast() {
        blocks.append(
          ConsoleBlock(line: last.line, command: "\(last.command)\n\(line)", output: [], person: person))
      } else if line.hasPrefix("$ ") {
        hasCommand = true
        blocks.append(
          ConsoleBlock(line: index + 1, command: String(line.dropFirst(2)), output: [], person: person))
      } else if hasCommand, let last = blocks.popLast() {
        blocks.append(
          ConsoleBlock(
            line: last.line, command: last.command, output: last.output + [String(line)],
            person: last.person))
        continue
      }
      isContinued = line.hasSuffix("\\")
    }
    return blocks
  }
}

extension ConsoleBlock {
  /// The commands in the literal displays of a manual page.
  static func blocks(inManual text: String) -> [ConsoleBlock] {
    var isInside = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      if line.hasPrefix(".Bd -literal") || line == ".Ed" {
        isInside = line != ".Ed"
        return isInside ? "```console" : "```"
      }
      return isInside ? String(line).replacing("\\e", with: "\\").replacing("\\-", with: "-") : ""
    }
    return blocks(inMarkdown: lines.joined(separator: "\n"))
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
