/// Advice in its parts: prose, and commands that a person copies.
enum AdviceParts {
  struct Part: Equatable {
    let text: String
    let isCommand: Bool
  }

  /// Commands begin with the name of a program and end before a comma, a semicolon or the next command; that sign
  /// is left out behind them, for it would be copied too.
  static func of(_ advice: String) -> [Part] {
    var parts: [Part] = []
    var words: [Substring] = []
    var isCommand = false
    func close() {
      if !words.isEmpty { parts.append(Part(text: words.joined(separator: " "), isCommand: isCommand)) }
      (words, isCommand) = ([], false)
    }
    let all = advice.split(separator: " ")
    for (index, word) in all.enumerated() {
      // A program's name alone is only named.
      if isProgram(word), index + 1 < all.count {
        close()
        isCommand = true
      }
      if isCommand, let last = word.last, ",;".contains(last) {
        words.append(word.dropLast())
        close()
      } else {
        words.append(word)
      }
    }
    close()
    return parts
  }

  private static func isProgram(_ word: Substring) -> Bool {
    ["so-patient", "so-upload", "so-sod", "so-ftpsend", "ssh-keygen", "chmod"].contains(word)
  }
}
