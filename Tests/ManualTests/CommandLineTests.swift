import TestSupport
import Testing

/// Holds every verb, option and operand of every tool against its manual page, both ways.
@Suite struct CommandLineTests {
  @Test(arguments: Tool.names)
  func `a page describes the verbs that the tool has`(_ name: String) throws {
    let page = try ManualPage("\(name).1")
    #expect(page.subsections("VERBS").map(\.title).sorted() == (try Tool(name)).verbs.map(\.name).sorted())
  }

  @Test(arguments: Tool.names)
  func `a page describes the options that each verb has`(_ name: String) throws {
    let page = try ManualPage("\(name).1")
    let common = try Tool.commonOptions()
    for verb in try Tool(name).verbs {
      let described = page.subsections("VERBS").first { $0.title == verb.name }?.lines ?? []
      let options = ManualPage.tagged(described)
      #expect(Set(options) == verb.options.subtracting(common), "\(name) \(verb.name)")
      #expect(options.count == Set(options).count, "\(name) \(verb.name) describes one twice")
    }
  }

  @Test(arguments: Tool.names)
  func `a page describes the options that all verbs have`(_ name: String) throws {
    let page = try ManualPage("\(name).1")
    let tool = try Tool(name)
    let due = tool.verbs.isEmpty ? tool.rootOptions : try Tool.commonOptions()
    #expect(Set(ManualPage.tagged(page.section("OPTIONS"))) == due)
    for verb in tool.verbs { #expect(verb.options.isSuperset(of: due), "\(verb.name)") }
  }

  @Test(arguments: Tool.names)
  func `a synopsis shows each verb with all its options and operands`(_ name: String) throws {
    let page = try ManualPage("\(name).1")
    let tool = try Tool(name)
    let common = try Tool.commonOptions()
    var shown: [String: Macro] = [:]
    for entry in page.section("SYNOPSIS").split(separator: ".Nm") {
      guard let verb = entry.first?.dropFirst(4), entry.first?.hasPrefix(".Cm ") == true else { continue }
      let words = entry.dropFirst().map(Macro.words)
      shown[String(verb)] = Macro(flags: words.flatMap(\.flags), operands: words.flatMap(\.operands))
    }
    #expect(shown.keys.sorted() == tool.verbs.filter(\.isShown).map(\.name).sorted())
    for verb in tool.verbs {
      guard let synopsis = shown[verb.name] else { continue }
      let options = verb.options.subtracting(common)
      for option in options {
        let flags = synopsis.flags.filter { option.names.contains($0.name) }
        #expect(flags.count == 1, "\(name) \(verb.name): \(option)")
        #expect(flags.first?.value == option.value, "\(name) \(verb.name): \(option)")
      }
      #expect(synopsis.flags.count == options.count, "\(name) \(verb.name) shows an option too many")
      #expect(
        synopsis.operands.filter { $0 != "options" }.sorted() == verb.operands.sorted(),
        "\(name) \(verb.name)")
    }
  }

  @Test(arguments: Tool.names)
  func `a page names no option that the tool does not have`(_ name: String) throws {
    let tool = try Tool(name)
    let known = tool.verbs.reduce(tool.rootOptions) { $0.union($1.options) }.flatMap(\.names)
    for line in try ManualPage("\(name).1").lines where line.hasPrefix(".") {
      for flag in Macro.words(line).flags { #expect(known.contains(flag.name), "\(line)") }
    }
  }

  @Test(arguments: Tool.names)
  func `help fits 80 columns, and every option has a text`(_ name: String) throws {
    let tool = try Tool(name)
    for verb in [[]] + tool.verbs.map({ $0.name.split(separator: " ").map(String.init) }) {
      let help = try tool.program.run(verb + ["--help"])
      #expect(help.status == 0)
      let lines = help.text.split(separator: "\n").map(String.init)
      for line in lines { #expect(line.count <= 80, "\(line)") }
      for (line, next) in zip(lines, lines.dropFirst() + [""]) where line.hasPrefix("  -") {
        let hasText = line.dropFirst(2).contains("  ") || next.hasPrefix(String(repeating: " ", count: 26))
        #expect(hasText, "\(name) \(verb): \(line)")
      }
    }
  }

  @Test func `a wrong command line names the verb's help and no word that may be a name`() throws {
    let tool = try Tool("so-patient")
    let folderID = "an id has 26 letters and digits behind its dash; so-patient find - finds the folder's"
    for (arguments, message, hint) in [
      (["find", "Anna", "Roe"], "unexpected argument #3", "so-patient find --help"),
      (["list", "roe"], "unexpected argument #2", "so-patient list --help"),
      (["show", "Jane\nRoe"], "the value #2 is invalid for '<P-…>'", "\(folderID); so-patient show --help"),
      (["show", "Roe"], "the value #2 is invalid for '<P-…>'", "\(folderID); so-patient show --help"),
      (["shwo", "Roe"], "there is no verb 'shwo' here", "so-patient --help"),
      (["shwo"], "there is no verb 'shwo' here", "so-patient --help"),
      (["Roe"], "unexpected argument #1", "so-patient --help"),
      ([], "no verb is given", "so-patient --help"),
      (["list", "--jsn"], "there is no option '--jsn' here; is --json meant?", "so-patient list --help"),
      (
        ["audit", "--patient", "P-1"], "there is no option '--patient' here; --subject P-… is meant",
        "so-patient audit --help"
      ),
      (
        ["show", "--patient=Roe"], "there is no option '--patient' here; the folder's id stands by itself",
        "so-patient show --help"
      ),
      (["audit", "--objects"], "--objects goes with --verify", "so-patient audit --help"),
      (
        ["audit", "--since", "soon"], "the value #3 is invalid for '--since <TIME>'",
        "--since <TIME>: Only events from then on: a time (RFC 3339), a date, now, today, yesterday, "
          + "or an age like 24h or 14d; so-patient audit --help"
      ),
    ] {
      let outcome = try tool.program.run(arguments)
      #expect(outcome.status == 64 && outcome.output.isEmpty)
      #expect(outcome.errors == "so-patient: error: usage: \(message)\nhint: \(hint)\n")
    }
  }
}
