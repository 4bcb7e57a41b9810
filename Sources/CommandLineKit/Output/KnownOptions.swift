/// The options and operands of a verb, as its own help lists them.
///
/// The parser looks at a verb's rules before it looks for options that there are none of, so that
/// `put --folder X` would be told that `--patient` is due; and of a value that is no good it tells
/// only that. Both are answered from here.
struct KnownOptions {
  struct Entry {
    /// As the parser writes it in messages: `--max-time <TIME>`, `<P-…>`.
    let label: String
    let help: String
  }

  let entries: [Entry]

  /// - Parameter help: the help of the verb, in lines that are not broken.
  init(help: String) {
    var entries: [Entry] = []
    var isInList = false
    var label: String?
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "ARGUMENTS:" || line == "OPTIONS:" { isInList = true }
      let text = line.drop { $0 == " " }
      if text.isEmpty { isInList = false }
      guard isInList, line.first == " " else { continue }
      // A label that is too long for its column has its help on the next line.
      if let long = label {
        entries.append(Entry(label: long, help: String(text)))
        label = nil
      } else if let gap = text.firstRange(of: "  ") {
        let help = text[gap.upperBound...].drop { $0 == " " }
        entries.append(Entry(label: String(text[..<gap.lowerBound]), help: String(help)))
      } else {
        label = String(text)
      }
    }
    self.entries = entries
  }

  /// Every spelling of every option: `-r`, `--recursive`.
  var names: [String] {
    entries.flatMap { $0.label.split { $0 == " " || $0 == "," }.filter { $0.first == "-" }.map(String.init) }
  }

  /// The first argument that looks like an option and is none.
  func unknown(in arguments: ArraySlice<String>) -> String? {
    let names = Set(names)
    guard !names.isEmpty else { return nil }
    for argument in arguments.prefix(while: { $0 != "--" }) {
      let name = String(argument.prefix { $0 != "=" })
      let isKnown =
        name.hasPrefix("--")
        ? names.contains(name)
        // Short ones may stand together: -rv.
        : name.dropFirst().first.map { names.contains("-\($0)") } ?? true
      if name.first == "-", name.dropFirst().first?.isNumber != true, !isKnown { return name }
    }
    return nil
  }

  /// What was meant by an option that there is none of; `nil` where that is anybody's guess.
  func meant(by name: String) -> String? {
    let names = names
    if ["--patient", "--folder", "--subject", "--id"].contains(name) {
      if names.contains("--subject") { return "--subject P-… is meant" }
      if names.contains("--patient") { return "--patient P-… is meant" }
      if entries.contains(where: { $0.label == "<P-…>" }) { return "the folder's id stands by itself" }
    }
    // Of a short word nearly every other one is two letters away.
    let limit = name.utf8.count > 6 ? 2 : 1
    let near = names.map { ($0, Self.distance($0, name)) }.filter { $0.0.utf8.count > 3 && $0.1 <= limit }
    return near.min { $0.1 < $1.1 }.map { "is \($0.0) meant?" }
  }

  /// What an option or an operand is for, by the label that a message names.
  func help(of label: String) -> String? {
    entries.first { $0.label == label || $0.label.hasSuffix(", \(label)") }?.help
  }

  /// How many letters are to be changed, left out or put in to make one word of the other
  /// (Levenshtein).
  static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
      var corner = row[0]
      row[0] = line + 1
      for (place, other) in right.enumerated() {
        let change = corner + (letter == other ? 0 : 1)
        corner = row[place + 1]
        row[place + 1] = min(change, row[place] + 1, row[place + 1] + 1)
      }
    }
    return row[right.count]
  }
}
