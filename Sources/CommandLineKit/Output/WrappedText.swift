/// Text over as many lines as a terminal's width asks for.
enum WrappedText {
  /// Breaks between words; a word that is too long, as a fingerprint or a link, stays whole: it is
  /// copied.
  ///
  /// - Parameters:
  ///   - first: what stands before the text in the first line, in place of the indent.
  ///   - indent: what stands before it in the others.
  ///   - width: columns.
  static func lines(_ text: String, first: String, indent: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, TextWidth.of(line) + 1 + TextWidth.of(String(word)) > width {
        lines.append(line)
        (line, isEmpty) = (indent, true)
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    while line.last == " " { line.removeLast() }
    return lines + [line]
  }
}
