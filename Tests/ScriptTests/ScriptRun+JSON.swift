import Foundation
import Records

extension ScriptRun {
  /// `json [WHICH] PATH REGEX`: the value at PATH matches as a whole; `json PATH`: it is there;
  /// `! json PATH`: it is not. WHICH is `-line=N`, `-schema=so.x/1`, `-any` or `-all`; without
  /// it stdout must be one line.
  func json(_ arguments: inout ScriptArguments) throws {
    let any = arguments.option("any") != nil
    let all = !any && arguments.option("all") != nil
    let lines = any || all ? try objects() : [try object(&arguments)]
    let path = try arguments.next("the path")
    let pattern = arguments.words.isEmpty ? nil : try Pattern(try arguments.next("the regex"))
    let holds = try lines.map { line in
      guard let value = try Self.value(at: path, in: line) else { return false }
      return pattern?.matchesWhole(Self.text(value)) ?? true
    }
    guard !holds.isEmpty else { throw ScriptCheckError("stdout has no line") }
    let held = any ? holds.contains(true) : !holds.contains(false)
    guard held != arguments.negated else {
      throw ScriptCheckError("\(path) is \(arguments.negated ? "so, and must not be" : "not so")")
    }
  }

  /// `capture NAME [WHICH] [PATH]`: sets a variable from stdout; all of it, without its last
  /// newline, when there is no PATH.
  func capture(_ arguments: inout ScriptArguments) throws {
    let name = try arguments.next("the variable's name")
    guard !arguments.words.isEmpty else {
      environment[name] =
        output.stdoutText.hasSuffix("\n") ? String(output.stdoutText.dropLast()) : output.stdoutText
      return
    }
    let line = try object(&arguments)
    let path = try arguments.next("the path")
    guard let value = try Self.value(at: path, in: line) else {
      throw ScriptCheckError("\(path) is not there")
    }
    environment[name] = Self.text(value)
  }

  /// Every line of stdout, read by the strict reader: what it refuses, no tool may write.
  private func objects() throws -> [JSONValue] {
    guard output.stdout.isEmpty || output.stdout.last == UInt8(ascii: "\n") else {
      throw ScriptCheckError("the last line of stdout has no newline")
    }
    return try output.stdout.split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: [UInt8]($0)) }
  }

  private func object(_ arguments: inout ScriptArguments) throws -> JSONValue {
    let lines = try objects()
    if let schema = arguments.option("schema") {
      let chosen = lines.filter { Self.member("schema", of: $0) == .string(schema) }
      guard chosen.count == 1 else {
        throw ScriptCheckError("\(chosen.count) lines have the schema \(schema)")
      }
      return chosen[0]
    }
    if let number = arguments.option("line") {
      guard let number = Int(number), lines.indices.contains(number - 1) else {
        throw ScriptCheckError("stdout has \(lines.count) lines")
      }
      return lines[number - 1]
    }
    guard lines.count == 1 else {
      throw ScriptCheckError("stdout has \(lines.count) lines: say -line=N, -schema=S, -any or -all")
    }
    return lines[0]
  }

  private static func member(_ key: String, of value: JSONValue) -> JSONValue? {
    guard case .object(let object) = value else { return nil }
    return object[key]
  }

  /// `.deliveries[0].to`, or `nil` when a step is not there.
  private static func value(at path: String, in root: JSONValue) throws -> JSONValue? {
    guard path.hasPrefix("."), path.count > 1 else {
      throw ScriptCheckError("\(path): a path begins with a dot")
    }
    var value = root
    for step in path.dropFirst().split(separator: ".", omittingEmptySubsequences: false) {
      let parts = step.split(separator: "[", omittingEmptySubsequences: false)
      if !parts[0].isEmpty {
        guard let next = member(String(parts[0]), of: value) else { return nil }
        value = next
      }
      for part in parts.dropFirst() {
        guard part.hasSuffix("]"), let index = Int(part.dropLast()) else {
          throw ScriptCheckError("\(path): `[` wants a number and `]`")
        }
        guard case .array(let elements) = value, elements.indices.contains(index) else { return nil }
        value = elements[index]
      }
    }
    return value
  }

  private static func text(_ value: JSONValue) -> String {
    if case .string(let text) = value { return text }
    return String(decoding: value.serialized, as: UTF8.self)
  }
}
