internal import Records

/// One stanza of a header: a type, its arguments, and a body that wraps the file key.
public struct AgeStanza: Hashable, Sendable {
  /// The kind of recipient, as in `X25519`; the first word of the line.
  public let type: String
  /// The words behind the type.
  public let arguments: [String]
  /// The body's bytes.
  public let body: [UInt8]

  /// Makes a stanza of words that age's grammar allows: not empty, printable ASCII, no blank.
  package init?(type: String, arguments: [String], body: [UInt8]) {
    guard ([type] + arguments).allSatisfy({ Self.isArgument(Array($0.utf8)) }) else { return nil }
    self.init(type: type, checkedArguments: arguments, body: body)
  }

  init(type: String, checkedArguments arguments: [String], body: [UInt8]) {
    self.type = type
    self.arguments = arguments
    self.body = body
  }

  static func isArgument(_ word: some Collection<UInt8>) -> Bool {
    !word.isEmpty && word.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// The stanza's lines. The body always ends in a line of fewer than 64 symbols, if need
  /// be an empty one: that is how a reader finds its end.
  package var text: String {
    var text = "-> " + ([type] + arguments).joined(separator: " ") + "\n"
    let symbols = Array(Base64.encode(body, .unpadded).utf8)
    var start = 0
    while symbols.count - start >= AgeHeader.columns {
      text += String(decoding: symbols[start..<start + AgeHeader.columns], as: UTF8.self) + "\n"
      start += AgeHeader.columns
    }
    return text + String(decoding: symbols[start...], as: UTF8.self) + "\n"
  }
}
