/// A calendar object beside a message's text (RFC 6047): mail programs offer to keep it.
public struct CalendarPart: Hashable, Sendable {
  /// What the object asks for (RFC 5546).
  public enum Method: String, Sendable {
    /// An invitation, or a change of one.
    case request = "REQUEST"
    /// The event is called off.
    case cancel = "CANCEL"
  }

  /// What the object asks for.
  public let method: Method
  /// The object (RFC 5545).
  public let text: String

  /// A part.
  public init(_ method: Method, text: String) {
    self.method = method
    self.text = text
  }

  /// The body of a message whose text and calendar object are two forms of one thing.
  ///
  /// - Parameter boundary: has `=_` in it, which quoted-printable text never has.
  func body(beside text: String, boundary: String) -> [UInt8] {
    let parts = [
      ("text/plain; charset=utf-8", text),
      ("text/calendar; charset=utf-8; method=\(method.rawValue)", self.text),
    ]
    var bytes: [UInt8] = []
    for (type, text) in parts {
      bytes += Array(
        "--\(boundary)\r\nContent-Type: \(type)\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".utf8)
      bytes += QuotedPrintable.encode(text)
    }
    return bytes + Array("--\(boundary)--\r\n".utf8)
  }
}
