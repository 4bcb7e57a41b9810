/// libcurl's own words about a failure, made fit for a message of ours.
enum CurlWords {
  /// Printable, on one line, lower case in front, no final period.
  static func plain(_ text: String) -> String {
    let line = printable(text)
    return (line.first?.lowercased() ?? "")
      + (line.hasSuffix(".") ? line.dropFirst().dropLast() : line.dropFirst())
  }

  /// Printable, on one line.
  static func printable(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.value >= 0x20 && $0.value < 0x7F ? Character($0) : " " }.prefix(200))
  }
}
