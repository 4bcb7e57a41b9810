import NetClient
import Platform
import Records
import SystemPackage
import TestSupport

/// A built program and what it says about its own command line.
struct Tool: Sendable {
  static let names = ["so-patient", "so-upload", "so-sod", "so-ftpsend", "so-invite", "so-case"]

  let name: String
  let program: StockProgram
  private let root: JSONObject

  init(_ name: String) throws {
    self.name = name
    program = StockProgram(at: BuiltPrograms.directory.appending(name))
    let dump = try program.run(["--experimental-dump-help"])
    root = try JSONObject(parsing: dump.output).object("command")
  }

  /// One verb, under its whole name, as in `contact add`.
  struct Verb {
    let name: String
    let isShown: Bool
    let options: Set<CommandLineOption>
    let operands: [String]
  }

  /// Every verb that does something; `help` is the parser's own.
  var verbs: [Verb] { Self.verbs(in: root, path: []) }

  /// The options of the tool itself, before a verb.
  var rootOptions: Set<CommandLineOption> { Self.options(of: root) }

  /// The options that go with every verb of every tool.
  static func commonOptions() throws -> Set<CommandLineOption> {
    let verbs = try ["so-patient", "so-sod", "so-ftpsend"].flatMap { try Tool($0).verbs }
    return verbs.dropFirst().reduce(verbs[0].options) { $0.intersection($1.options) }
  }

  private static func verbs(in command: JSONObject, path: [String]) -> [Verb] {
    command.objects("subcommands").flatMap { child -> [Verb] in
      let name = child.text("commandName")
      if name == "help" { return [] }
      if !child.objects("subcommands").isEmpty { return verbs(in: child, path: path + [name]) }
      let operands = child.objects("arguments").filter {
        $0.text("kind") == "positional" && $0["shouldDisplay"] == .bool(true)
      }
      return [
        Verb(
          name: (path + [name]).joined(separator: " "), isShown: child["shouldDisplay"] != .bool(false),
          options: options(of: child), operands: operands.map { $0.text("valueName") })
      ]
    }
  }

  private static func options(of command: JSONObject) -> Set<CommandLineOption> {
    Set(
      command.objects("arguments").filter { $0.text("kind") != "positional" }.map { argument in
        CommandLineOption(
          names: Set(
            argument.objects("names").map { name in
              (name.text("kind") == "long" ? "--" : "-") + name.text("name")
            }), value: argument.text("kind") == "option" ? argument.text("valueName") : nil)
      })
  }
}

/// An option with all its names, and the name of its value.
struct CommandLineOption: Hashable, CustomStringConvertible {
  let names: Set<String>
  let value: String?

  var description: String { names.sorted().joined(separator: ", ") + (value.map { " " + $0 } ?? "") }
}

/// Where the package manager has put the programs: beside the running test.
enum BuiltPrograms {
  static let directory = (HelperLocation.runningProgram ?? "/").removingLastComponent()
}

extension JSONObject {
  func object(_ key: String) throws -> JSONObject {
    guard case .object(let object)? = self[key] else {
      throw Failure(.typeUnexpected, "\(key) is no object")
    }
    return object
  }

  func objects(_ key: String) -> [JSONObject] {
    guard case .array(let values)? = self[key] else { return [] }
    return values.compactMap { value in
      if case .object(let object) = value { object } else { nil }
    }
  }

  func text(_ key: String) -> String {
    if case .string(let text)? = self[key] { text } else { "" }
  }
}
