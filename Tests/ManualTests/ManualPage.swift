import Platform
import Records
import SystemPackage
import TestSupport

/// A page of `man/`, as far as tests need to understand mdoc(7).
struct ManualPage {
  let name: String
  let lines: [String]

  static var package: FilePath {
    FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
  }

  static func path(_ name: String) -> FilePath { package.appending("man").appending(name) }

  init(_ name: String) throws {
    self.name = name
    lines = String(decoding: try TemporaryFolder.bytes(Self.path(name)), as: UTF8.self)
      .replacing("\\[u2026]", with: "…").split(separator: "\n").map(String.init)
  }

  /// The lines of a section.
  func section(_ title: String) -> [String] {
    Self.part(of: lines, from: ".Sh \(title)", to: [".Sh "])
  }

  /// The subsections of a section, by title, in order.
  func subsections(_ title: String) -> [(title: String, lines: [String])] {
    let section = section(title)
    return section.filter { $0.hasPrefix(".Ss ") }.map { head in
      (String(head.dropFirst(4)), Self.part(of: section, from: head, to: [".Ss "]))
    }
  }

  private static func part(of lines: [String], from head: String, to ends: [String]) -> [String] {
    guard let start = lines.firstIndex(of: head) else { return [] }
    let rest = lines[(start + 1)...]
    return Array(rest.prefix { line in !ends.contains { line.hasPrefix($0) } })
  }

  /// The options that the tags of lists name.
  static func tagged(_ lines: [String]) -> [CommandLineOption] {
    lines.filter { $0.hasPrefix(".It Fl") }.map { line in
      let words = Macro.words(line)
      return CommandLineOption(
        names: Set(words.flags.map(\.name)), value: words.flags.compactMap(\.value).last)
    }
  }

  /// An entry of a list of fields, codes or settings, with the entries of the list in it.
  struct Item {
    let name: String
    /// What stands in parentheses behind the name.
    let note: String
    /// The first line of the text.
    let text: String
    var children: [Item] = []
  }

  /// The entries `.It Li NAME Pq NOTE` of the lists in `lines`.
  static func items(_ lines: [String]) -> [Item] {
    var stack: [[Item]] = [[]]
    var rest = lines[...]
    while let line = rest.popFirst() {
      if line.hasPrefix(".Bl ") {
        stack.append([])
      } else if line == ".El", let done = stack.popLast() {
        if stack.count > 1, let parent = stack[stack.count - 1].popLast() {
          stack[stack.count - 1].append(
            Item(name: parent.name, note: parent.note, text: parent.text, children: done))
        } else {
          stack[stack.count - 1] += done
        }
      } else if line.hasPrefix(".It Li ") {
        let parts = line.dropFirst(".It Li ".count).split(separator: " Pq ", maxSplits: 1)
        let text = rest.first.map { $0.hasPrefix(".Li ") ? String($0.dropFirst(4)) : $0 } ?? ""
        stack[stack.count - 1].append(
          Item(name: String(parts[0]), note: parts.count > 1 ? String(parts[1]) : "", text: text))
      }
    }
    return stack[0]
  }
}

/// The words of a macro line: options with their values, and operands.
struct Macro {
  var flags: [(name: String, value: String?)] = []
  var operands: [String] = []

  static func words(_ line: String) -> Macro {
    var macro = Macro()
    var words = line.dropFirst().split(separator: " ").map(String.init)[...]
    while let word = words.popFirst() {
      if word == "Fl" {
        let isLong = words.first == "Fl"
        if isLong { words.removeFirst() }
        guard let name = words.popFirst() else { continue }
        var value: String?
        if words.first == "Ar" {
          words.removeFirst()
          value = words.popFirst()
        }
        macro.flags.append(((isLong ? "--" : "-") + name, value))
      } else if word == "Ar", let operand = words.popFirst() {
        macro.operands.append(operand)
      }
    }
    return macro
  }
}
