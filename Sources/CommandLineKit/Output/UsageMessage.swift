internal import Platform

/// What the argument parser says about a wrong command line, in the words of ``Console``.
enum UsageMessage {
  /// The first line, beginning in lower case, without what was typed where a name is due.
  ///
  /// A word that is neither a verb nor an option may be a patient's name, as in a search whose
  /// quotes were forgotten, or a password; it is named by its place.
  ///
  /// - Parameter verbPlace: the place of the argument that should have been a verb, if one should.
  static func text(_ message: String, arguments: [[UInt8]], verbPlace: Int?) -> String {
    var text = message
    for (index, argument) in arguments.enumerated() {
      let word = ArgumentText.encode(argument)
      let isOption = argument.first == UInt8(ascii: "-")
      // The parser may have stumbled over an option that would have been the verb's.
      if index == verbPlace, !isOption, word != "help", isPlain(argument) {
        return "there is no verb '\(word)' here"
      }
      if !isOption { text = text.replacing("'\(word)'", with: "#\(index + 1)") }
      if isOption, let equals = word.firstIndex(of: "=") {
        text = text.replacing("'\(word[word.index(after: equals)...])'", with: "#\(index + 1)")
      }
    }
    text = oneLine(text)
    // The parser's sentences end in a period only when there are two of them.
    if text.hasSuffix(".") { text.removeLast() }
    let end = text.firstIndex { !$0.isLetter } ?? text.endIndex
    let first = text[..<end]
    return first.dropFirst().allSatisfy(\.isLowercase) ? first.lowercased() + text[end...] : text
  }

  /// The first line; a list of what may stand there, which the parser puts below, goes behind it.
  private static func oneLine(_ text: String) -> String {
    let lines = text.split(separator: "\n")
    guard let first = lines.first?.drop(while: { $0 == " " }) else {
      return "the command line is not understood"
    }
    let asking = ". Please provide one of the following:"
    guard first.hasSuffix(asking), lines.count > 1 else { return String(first) }
    let words = lines.dropFirst().map { $0.drop { " -".contains($0) } }
    return first.dropLast(asking.count) + "; it is one of " + words.joined(separator: ", ")
  }

  private static func isPlain(_ word: [UInt8]) -> Bool {
    word.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= $0 || $0 == UInt8(ascii: "-") }
  }

  /// The command that shows the help of the verb that was meant.
  static func hint(_ tool: String, verb: [String]) -> String {
    ([tool] + verb + ["--help"]).joined(separator: " ")
  }

  /// What a value that is no good should have been, in the words of the verb's help.
  static func advice(on message: String, _ options: KnownOptions) -> String? {
    guard let start = message.firstRange(of: "is invalid for '"),
      let end = message[start.upperBound...].firstIndex(of: "'")
    else { return nil }
    let label = String(message[start.upperBound..<end])
    let value = label.split(separator: " ").last.map(String.init) ?? ""
    if let lister = listers.first(where: { value.contains($0.key) })?.value {
      return "an id has 26 letters and digits behind its dash; \(lister)"
    }
    guard !message.contains("Please provide one of"), var help = options.help(of: label) else { return nil }
    if help.last == "." { help.removeLast() }
    return "\(label): \(help)"
  }

  /// Where the ids of a kind are found.
  private static let listers: KeyValuePairs = [
    "P-…": "so-patient find - finds the folder's", "D-…": "so-patient documents P-… lists them",
    "M-…": "so-patient staff list", "U-…": "so-upload status", "G-…": "so-upload grant list",
    "A-…": "so-patient appointment list P-…", "F-…": "so-patient record list P-…",
    "T-…": "so-ftpsend list",
  ]
}
