import Foundation

/// A regular expression over a text with lines: `^` and `$` are a line's ends.
struct Pattern {
  let source: String
  private let regex: Regex<AnyRegexOutput>

  init(_ source: String) throws {
    self.source = source
    // By scalars: otherwise CR LF is one character, and `$` does not match before it.
    regex = try Regex(source).anchorsMatchLineEndings().matchingSemantics(.unicodeScalar)
  }

  func count(in text: String) -> Int { text.matches(of: regex).count }

  func matchesWhole(_ text: String) -> Bool { text.wholeMatch(of: regex) != nil }
}

extension ScriptRun {
  /// `stdout [-count=N] REGEX`; `! stdout REGEX`; `! stdout`: nothing was written at all.
  func stdout(_ arguments: inout ScriptArguments) throws { try search("stdout", output.stdout, &arguments) }

  /// The same for standard error.
  func stderr(_ arguments: inout ScriptArguments) throws { try search("stderr", output.stderr, &arguments) }

  /// `[!] grep [-count=N] REGEX FILE…`
  func grep(_ arguments: inout ScriptArguments) throws {
    let due = try count(&arguments)
    let pattern = try Pattern(try arguments.next("the regex"))
    for file in try arguments.rest("the file") {
      try check(
        pattern, in: String(decoding: try contents(file), as: UTF8.self), file, due, arguments.negated)
    }
  }

  private func search(_ what: String, _ data: Data, _ arguments: inout ScriptArguments) throws {
    if arguments.negated, arguments.words.isEmpty {
      guard data.isEmpty else { throw ScriptCheckError("\(what) is not empty") }
      return
    }
    let due = try count(&arguments)
    let pattern = try Pattern(try arguments.next("the regex"))
    try check(pattern, in: String(decoding: data, as: UTF8.self), what, due, arguments.negated)
  }

  private func count(_ arguments: inout ScriptArguments) throws -> Int? {
    guard let text = arguments.option("count") else { return nil }
    guard let count = Int(text), count > 0, !arguments.negated else {
      throw ScriptCheckError("-count takes a number over 0, and not after `!`")
    }
    return count
  }

  private func check(_ pattern: Pattern, in text: String, _ what: String, _ due: Int?, _ negated: Bool) throws
  {
    let found = pattern.count(in: text)
    if let due, found != due { throw ScriptCheckError("\(what) has \(found) matches, and \(due) were due") }
    if negated, found > 0 { throw ScriptCheckError("\(what) matches, and must not: \(pattern.source)") }
    if !negated, found == 0 {
      throw ScriptCheckError("\(what) does not match: \(pattern.source)\n\(text.prefix(4000))")
    }
  }

  /// `[!] cmp A B`: byte for byte.
  func cmp(_ arguments: inout ScriptArguments) throws {
    let names = (try arguments.next("the file"), try arguments.next("the file to compare with"))
    try compare(names, contents(names.0), contents(names.1), negated: arguments.negated)
  }

  /// `cmpenv A B`: B with `$NAME` put in first.
  func cmpenv(_ arguments: inout ScriptArguments) throws {
    let names = (try arguments.next("the file"), try arguments.next("the file to compare with"))
    let pattern = String(decoding: try contents(names.1), as: UTF8.self)
    let filled = pattern.replacing(#/\$([A-Za-z_][A-Za-z0-9_]*)/#) {
      environment[String($0.1)] ?? String($0.0)
    }
    try compare(names, contents(names.0), Data(filled.utf8), negated: false)
  }

  private func compare(_ names: (String, String), _ left: Data, _ right: Data, negated: Bool) throws {
    guard negated == (left == right) else { return }
    if negated { throw ScriptCheckError("\(names.0) and \(names.1) are equal, and must not be") }
    let offset =
      zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(left.count, right.count)
    throw ScriptCheckError(
      """
      \(names.0) (\(left.count) bytes) and \(names.1) (\(right.count) bytes) differ from byte \(offset + 1) on
      --- \(names.0)
      \(String(decoding: left.prefix(4000), as: UTF8.self))
      --- \(names.1)
      \(String(decoding: right.prefix(4000), as: UTF8.self))
      """)
  }

  /// `exists [-mode=0600] FILE…`; `! exists FILE…`. A symbolic link is looked at, not followed.
  func exists(_ arguments: inout ScriptArguments) throws {
    let mode = arguments.option("mode")
    for file in try arguments.rest("the file") {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path(file))
      guard arguments.negated == (attributes == nil) else {
        throw ScriptCheckError("\(file) \(arguments.negated ? "exists, and must not" : "does not exist")")
      }
      guard let mode, let attributes else { continue }
      let actual = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
      guard actual == Int(mode, radix: 8) else {
        throw ScriptCheckError("\(file) has mode 0\(String(actual, radix: 8)), and \(mode) was due")
      }
    }
  }

  /// `nogrep DIR TEXT…`: no file under DIR has the bytes of any TEXT in its content or name.
  func nogrep(_ arguments: inout ScriptArguments) throws {
    let root = path(try arguments.next("the directory"))
    let texts = try arguments.rest("the text")
    var files = 0
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      if let text = texts.first(where: { name.contains($0) }) {
        throw ScriptCheckError("the name \(name) has \(text)")
      }
      guard let content = FileManager.default.contents(atPath: "\(root)/\(name)") else { continue }
      files += 1
      if let text = texts.first(where: { content.range(of: Data($0.utf8)) != nil }) {
        throw ScriptCheckError("\(name) has \(text)")
      }
    }
    // Finding nothing in nothing would prove nothing.
    guard files > 0 else { throw ScriptCheckError("\(root) has no file") }
  }
}
