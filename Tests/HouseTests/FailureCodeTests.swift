import Records
import SecondOpinion
import Testing

/// The table of codes held against the sources: a word that a script waits for must be in it.
@Suite struct FailureCodeTests {
  private struct Declaration {
    let room: String
    let name: String
    let word: String
  }

  private static let declarations: [Declaration] = House.sources.filter { $0.room != "SecondOpinion" }.flatMap
  { file in
    file.text.matches(of: #/static let (\w+)\s*(?::\s*[\w.]+\s*)?=\s*(?:Failure\.)?Code\(\s*"([^"]*)"/#).map {
      Declaration(room: file.room, name: String($0.1), word: String($0.2))
    }
  }

  @Test func `every code is declared in the one way that is found here`() throws {
    let made = try House.hits(#"\bCode\($|\bCode\(\s*""#)
    #expect(made.count == Self.declarations.count)
    #expect(made.count > 100)
  }

  @Test func `every word is in snake case and has one meaning`() {
    let words = Self.declarations.map(\.word)
    for word in words { #expect(word.wholeMatch(of: #/[a-z][a-z0-9]*(?:_[a-z0-9]+)*/#) != nil, "\(word)") }
    #expect(Dictionary(grouping: words) { $0 }.filter { $0.value.count > 1 }.keys.sorted() == [])
  }

  @Test func `every room lists its codes, each once, and the table has them all`() {
    let table = Failure.Code.all
    #expect(table.count == Set(table).count)
    #expect(Set(table.map(\.word)) == Set(Self.declarations.map(\.word)))
    for (room, declared) in Dictionary(grouping: Self.declarations, by: \.room) {
      let text = House.sources.filter { $0.room == room }.map(\.text).joined(separator: "\n")
      let list = text.firstMatch(of: #/static let of(\w+): \[Failure\.Code\] = \[([^\]]*)\]/#)
      let names = list?.2.matches(of: #/\.(\w+)/#).map { String($0.1) } ?? []
      #expect(list?.1 == Substring(room))
      #expect(names.sorted() == declared.map(\.name).sorted(), "\(room)")
    }
  }

  @Test func `every code has an exit status of the table and one line of meaning`() {
    let statuses: Set<Records.ExitStatus> = [
      .usage, .dataError, .noInput, .unavailable, .software, .cannotCreate, .ioError, .tryAgain,
      .protocolError,
      .noPermission, .configuration,
    ]
    for code in Failure.Code.all where code != .outputClosed {
      #expect(statuses.contains(code.exit), "\(code.word) \(code.exit.rawValue)")
      #expect(
        !code.meaning.isEmpty && !code.meaning.hasSuffix(".") && !code.meaning.contains("\n"), "\(code.word)")
      #expect(
        code.meaning.first?.isUppercase == false || code.meaning.prefix(2).allSatisfy(\.isUppercase),
        "\(code.word)")
    }
    #expect(Failure.Code.outputClosed.exit == .success)
  }
}
