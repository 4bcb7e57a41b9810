import Testing

/// What the tools tell a person to type.
@Suite struct HintTests {
  @Test func `every command that a message or a hint names is one that there is`() throws {
    var verbs: Set<String> = []
    for name in Tool.names {
      for verb in try Tool(name).verbs { verbs.insert("\(name) \(verb.name)") }
    }
    let groups = Set(verbs.compactMap { $0.split(separator: " ").count == 3 ? Self.front($0) : nil })
    let pattern = #/(so-(?:patient|upload|sod|ftpsend|invite|case) [a-z]+(?: [a-z]+)?)/#
    var seen = 0
    for line in try Sources.files().flatMap({ $0.split(separator: "\n") }) where line.contains("\"") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("//") { continue }
      for match in text.matches(of: pattern) {
        let command = String(match.output.1)
        let isKnown = verbs.contains(command) || verbs.contains(Self.front(command))
        #expect(isKnown && !(groups.contains(Self.front(command)) && !verbs.contains(command)), "\(text)")
        seen += 1
      }
    }
    #expect(seen > 50)
  }

  /// The first two words.
  private static func front(_ command: String) -> String {
    command.split(separator: " ").prefix(2).joined(separator: " ")
  }
}
