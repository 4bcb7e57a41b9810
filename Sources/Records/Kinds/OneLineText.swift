extension ObjectReader {
  /// Text of one line that must be there: blanks at its ends are taken off, and a control
  /// character or a mark that turns the direction of writing is refused.
  public mutating func line(_ key: String, limit: Int) -> String {
    let before = problems.count
    if let line = optionalLine(key, limit: limit) { return line }
    if problems.count == before { refuse(key, .required, "is mandatory") }
    return ""
  }

  /// Text of one line, or `nil` when it is absent or blank.
  public mutating func optionalLine(_ key: String, limit: Int) -> String? {
    guard let text = optionalText(key)?.trimmingBlanks, !text.isEmpty else { return nil }
    if text.utf8.count > limit {
      refuse(key, .valueInvalid, "is longer than \(limit) bytes")
    } else if text.unicodeScalars.contains(where: \.isUnprintable) {
      refuse(key, .valueInvalid, "has a control character or a direction mark")
    } else {
      return text
    }
    return nil
  }
}
