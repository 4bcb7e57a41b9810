/// What a mail server said last (RFC 5321, 4.2).
///
/// The text is the server's and may name the recipient: it belongs into a sealed record, not
/// into a log.
public struct SMTPReply: Hashable, Sendable {
  /// The three digits; 2xx done, 4xx not now, 5xx never.
  public let code: Int
  /// The text behind the digits: printable ASCII, at most 500 bytes, the lines of a long reply
  /// parted by blanks.
  public let text: String

  /// Takes a reply; what is not printable becomes `?`, what is too long is cut.
  public init(code: Int, text: String) {
    self.code = code
    let printable = text.unicodeScalars.map { $0.value >= 0x20 && $0.value < 0x7F ? Character($0) : "?" }
    self.text = String(printable.prefix(500))
  }

  /// The status code of RFC 3463 (`5.1.1`) that begins the text, if any: unlike the text it
  /// names nobody.
  public var enhancedStatus: String? {
    guard let word = text.split(separator: " ").first else { return nil }
    let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
    let areNumbers = numbers.allSatisfy { (1...3).contains($0.count) && Int($0) != nil }
    return numbers.count == 3 && areNumbers ? String(word) : nil
  }

  /// `550 5.1.1`, for messages.
  public var summary: String { enhancedStatus.map { "\(code) \($0)" } ?? "\(code)" }
}
