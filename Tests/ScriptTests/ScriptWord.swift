/// A word of a command before its variables are put in.
struct ScriptWord: Equatable {
  enum Piece: Equatable {
    case text(String)
    /// `$NAME`; `quoted` for `${NAME@R}`, whose value stands for itself in a regex.
    case variable(String, quoted: Bool)
  }

  var pieces: [Piece] = []

  /// Whether the word is exactly `text`, written without a variable.
  func isBare(_ text: String) -> Bool { pieces == [.text(text)] }

  /// The word with the values of its variables.
  func expanded(_ values: [String: String], line: Int) throws -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .variable(let name, let quoted):
        // An unset variable as an empty word would let a check pass on nothing.
        guard let value = values[name] else { throw ScriptSyntaxError(line: line, "$\(name) is not set") }
        result += quoted ? value.quotedForRegex : value
      }
    }
    return result
  }
}

extension String {
  /// The text as a regex that matches itself.
  var quotedForRegex: String {
    reduce(into: "") { result, character in
      if #"\^$.|?*+()[]{}/-"#.contains(character) { result += "\\" }
      result.append(character)
    }
  }
}

/// Cuts a script's text into commands and words, with the shell's habits: blanks part words,
/// single quotes are literal, double quotes take variables and `\"`, a quoted text may span
/// lines, a backslash at a line's end continues it, `#` at a word's start begins a comment.
struct WordScanner {
  private let characters: [Character]
  private var position = 0
  private var line = 1

  init(_ text: String) { characters = Array(text) }

  private var current: Character? { position < characters.count ? characters[position] : nil }

  private mutating func advance() {
    if current == "\n" { line += 1 }
    position += 1
  }

  /// The next command, or `nil` at the end.
  mutating func nextCommand() throws -> (line: Int, source: String, words: [ScriptWord])? {
    var words: [ScriptWord] = []
    var start = (line: line, position: position)
    while let character = current {
      switch character {
      case "\n":
        if !words.isEmpty { return (start.line, source(from: start.position), words) }
        advance()
      case " ", "\t": advance()
      case "#": while let next = current, next != "\n" { _ = next; advance() }
      case "\\" where position + 1 < characters.count && characters[position + 1] == "\n":
        advance()
        advance()
      default:
        if words.isEmpty { start = (line, position) }
        words.append(try word())
      }
    }
    return words.isEmpty ? nil : (start.line, source(from: start.position), words)
  }

  private func source(from start: Int) -> String { String(characters[start..<position]) }

  private mutating func word() throws -> ScriptWord {
    var word = ScriptWord()
    var text = ""
    let start = line
    var quote: Character?
    var isEmpty = true
    while let character = current {
      if quote == nil, character == " " || character == "\t" || character == "\n" { break }
      isEmpty = false
      switch character {
      case "'", "\"":
        if quote == nil {
          quote = character
        } else if quote == character {
          quote = nil
        } else {
          text.append(character)
        }
        advance()
      case "$" where quote != "'":
        advance()
        guard let variable = try variable() else {
          text.append("$")
          continue
        }
        if !text.isEmpty { word.pieces.append(.text(text)) }
        text = ""
        word.pieces.append(variable)
      case "\\" where quote == "\"":
        advance()
        guard let next = current else { continue }
        // As in the shell: only these lose the backslash.
        if !"\"\\$".contains(next) { text.append("\\") }
        text.append(next)
        advance()
      case "\\" where quote == nil:
        throw ScriptSyntaxError(line: line, "a backslash outside quotes: quote the word")
      default:
        text.append(character)
        advance()
      }
    }
    guard quote == nil else { throw ScriptSyntaxError(line: start, "the quoted text has no end") }
    if !text.isEmpty || (word.pieces.isEmpty && !isEmpty) { word.pieces.append(.text(text)) }
    return word
  }

  /// Behind a `$`: `NAME`, `{NAME}` or `{NAME@R}`; `nil` when none of them follows.
  private mutating func variable() throws -> ScriptWord.Piece? {
    let braced = current == "{"
    if braced { advance() }
    var name = ""
    while let character = current,
      character == "_" || (character.isASCII && character.isLetter)
        || (!name.isEmpty && character.isASCII && character.isNumber)
    {
      name.append(character)
      advance()
    }
    guard braced else { return name.isEmpty ? nil : .variable(name, quoted: false) }
    var quoted = false
    if current == "@" {
      advance()
      guard current == "R" else {
        throw ScriptSyntaxError(line: line, "only @R may follow a variable's name")
      }
      advance()
      quoted = true
    }
    guard current == "}", !name.isEmpty else { throw ScriptSyntaxError(line: line, "${…} is not closed") }
    advance()
    return .variable(name, quoted: quoted)
  }
}
