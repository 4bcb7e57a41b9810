/// The middle of a URL: `HOST` or `HOST:PORT`.
enum HostAndPort {
  /// The parts, or `nil` for what is neither a host nor a port from 1 to 65535.
  static func parse(_ text: some StringProtocol) -> (host: Substring, port: UInt16?)? {
    let text = Substring(text)
    guard let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") else {
      return isHost(text) ? (text, nil) : nil
    }
    let digits = text[text.index(after: colon)...]
    guard digits.allSatisfy(\.isASCII), !digits.hasPrefix("+"), let port = UInt16(digits), port > 0,
      isHost(text[..<colon])
    else { return nil }
    return (text[..<colon], port)
  }

  /// Whether the text is a host name, an IPv4 address, or an IPv6 address in square brackets.
  static func isHost(_ host: Substring) -> Bool {
    func consists(_ text: Substring, of more: String) -> Bool {
      !text.isEmpty
        && text.unicodeScalars.allSatisfy {
          $0.isASCII
            && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || more.unicodeScalars.contains($0))
        }
    }
    if host.hasPrefix("["), host.hasSuffix("]") { return consists(host.dropFirst().dropLast(), of: ":.") }
    return consists(host, of: "-._") && host.utf8.count <= 253 && !host.hasPrefix("-")
  }
}
