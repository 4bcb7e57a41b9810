/// libcurl's own words about a failure, made fit for a message of ours.
enum CurlWords {
  /// Printable, on one line, lower case in front, no final period.
  static func plain(_ text: String) -> String {
    let line = printable(text)
    let rest = line.dropFirst()
    // SSL, RETR and OpenSSL are names.
    let isName = rest.prefix { $0 != " " }.contains { $0.isUppercase }
    return (isName ? String(line.prefix(1)) : line.prefix(1).lowercased())
      + (line.hasSuffix(".") ? rest.dropLast() : rest)
  }

  /// Printable, on one line.
  static func printable(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.value >= 0x20 && $0.value < 0x7F ? Character($0) : " " }.prefix(200))
  }
}
