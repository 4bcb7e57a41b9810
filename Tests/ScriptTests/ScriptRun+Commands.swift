import Foundation

/// A command's operands, its variables already put in.
struct ScriptArguments {
  let line: Int
  let negated: Bool
  private(set) var words: ArraySlice<String>

  init(line: Int, negated: Bool, words: [String]) {
    self.line = line
    self.negated = negated
    self.words = words[...]
  }

  /// Takes the next operand; `what` names it when there is none.
  mutating func next(_ what: String) throws -> String {
    guard let word = words.popFirst() else { throw ScriptCheckError("\(what) is missing") }
    return word
  }

  /// Takes `-NAME` or `-NAME=VALUE` when it comes next; the value is empty without `=`.
  mutating func option(_ name: String) -> String? {
    guard let word = words.first else { return nil }
    if word == "-\(name)" {
      words.removeFirst()
      return ""
    }
    guard word.hasPrefix("-\(name)=") else { return nil }
    words.removeFirst()
    return String(word.dropFirst(name.count + 2))
  }

  /// Takes all that is left, at least one.
  mutating func rest(_ what: String) throws -> [String] {
    guard !words.isEmpty else { throw ScriptCheckError("\(what) is missing") }
    defer { words = [] }
    return Array(words)
  }

  /// Refuses operands that nobody took.
  func end() throws {
    guard words.isEmpty else { throw ScriptCheckError("too many operands: \(words.joined(separator: " "))") }
  }
}

extension ScriptRun {
  typealias Action = (ScriptRun) -> (inout ScriptArguments) throws -> Void

  /// The commands of the language; `!` is understood by those in `negatable` only.
  static var actions: [String: Action] {
    [
      "exec": ScriptRun.exec, "exits": ScriptRun.exits, "sh": ScriptRun.sh, "stdin": ScriptRun.stdin,
      "background": ScriptRun.startBackground, "await": ScriptRun.await, "kill": ScriptRun.kill,
      "wait": ScriptRun.wait, "peer": ScriptRun.peer, "stop": ScriptRun.stop, "requires": ScriptRun.requires,
      "stdout": ScriptRun.stdout, "stderr": ScriptRun.stderr, "grep": ScriptRun.grep, "cmp": ScriptRun.cmp,
      "cmpenv": ScriptRun.cmpenv, "json": ScriptRun.json, "capture": ScriptRun.capture,
      "exists": ScriptRun.exists, "nogrep": ScriptRun.nogrep,
      "cp": ScriptRun.cp, "mkdir": ScriptRun.mkdir, "rm": ScriptRun.rm, "chmod": ScriptRun.chmod,
      "cd": ScriptRun.cd, "env": ScriptRun.env, "unset": ScriptRun.unset,
    ]
  }

  static let negatable: Set<String> = ["stdout", "stderr", "grep", "cmp", "json", "exists"]

  /// Performs one command or throws what is wrong.
  func perform(_ command: Script.Command) throws {
    let words = try command.words.map { try $0.expanded(environment, line: command.line) }
    guard let action = Self.actions[words[0]] else {
      throw ScriptCheckError("\(words[0]) is not a command; a program is run by exec, exits or sh")
    }
    guard !command.negated || Self.negatable.contains(words[0]) else {
      throw ScriptCheckError("`!` does not go with \(words[0]); for programs there is `exits N`")
    }
    var arguments = ScriptArguments(
      line: command.line, negated: command.negated, words: Array(words.dropFirst()))
    try action(self)(&arguments)
    try arguments.end()
  }
}
