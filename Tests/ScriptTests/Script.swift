import Foundation

/// A test script: commands on top, then fixture files.
///
/// `Tests/Scripts/README.md` describes the language for those who write scripts.
struct Script {
  /// One command with the line that it starts on.
  struct Command {
    let line: Int
    /// A leading `!`: the check must not hold.
    let negated: Bool
    let words: [ScriptWord]
    /// As it was written, for the failure's text.
    let source: String
  }

  /// A file that is there before the first command runs.
  struct Fixture: Equatable {
    let name: String
    let content: String
  }

  let commands: [Command]
  let fixtures: [Fixture]

  /// A script of these commands and files.
  init(commands: [Command], fixtures: [Fixture]) {
    self.commands = commands
    self.fixtures = fixtures
  }

  /// Parses the whole text of a script.
  init(parsing text: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let end = lines.firstIndex { Self.fixtureName($0) != nil } ?? lines.endIndex
    commands = try Self.commands(lines[..<end].joined(separator: "\n"))
    fixtures = try Self.fixtures(lines[end...])
  }

  /// `-- name --` with the name trimmed, or `nil` when the line is not a fixture's head.
  static func fixtureName(_ line: String) -> String? {
    guard line.hasPrefix("-- "), line.hasSuffix(" --"), line.count > 6 else { return nil }
    return line.dropFirst(3).dropLast(3).trimmingCharacters(in: .whitespaces)
  }

  private static func fixtures(_ lines: ArraySlice<String>) throws -> [Fixture] {
    var found: [(name: String, lines: [String])] = []
    for line in lines {
      if let name = fixtureName(line) {
        // A fixture outside the work directory would outlive the test.
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
          throw ScriptSyntaxError(line: 0, "fixture \(name): the name must stay inside $WORK")
        }
        found.append((name, []))
      } else {
        found[found.count - 1].lines.append(line)
      }
    }
    // The newline before the next head belongs to the last line, so that each file ends in one.
    return found.map { file in
      var lines = file.lines
      if lines.last == "" { lines.removeLast() }
      return Fixture(name: file.name, content: lines.map { $0 + "\n" }.joined())
    }
  }

  private static func commands(_ text: String) throws -> [Command] {
    var scanner = WordScanner(text)
    var commands: [Command] = []
    while let (line, source, words) = try scanner.nextCommand() {
      let negated = words.first?.isBare("!") ?? false
      let rest = negated ? Array(words.dropFirst()) : words
      guard !rest.isEmpty else { throw ScriptSyntaxError(line: line, "`!` stands alone") }
      commands.append(Command(line: line, negated: negated, words: rest, source: source))
    }
    return commands
  }
}

/// The script itself cannot be read.
struct ScriptSyntaxError: Error, CustomStringConvertible {
  let line: Int
  let message: String

  init(line: Int, _ message: String) {
    self.line = line
    self.message = message
  }

  var description: String { "line \(line): \(message)" }
}
