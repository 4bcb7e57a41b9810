public import Records

/// Where mail is handed in: `smtp://HOST[:PORT]` with STARTTLS required (RFC 3207), or
/// `smtps://HOST[:PORT]` with TLS from the first byte (RFC 8314). There is no plain text.
public struct MailServerURL: Hashable, Sendable {
  /// How TLS begins.
  public enum Encryption: String, Sendable {
    /// A plain greeting, then STARTTLS, which must succeed.
    case startTLS = "smtp"
    /// TLS from the first byte.
    case implicit = "smtps"
  }

  /// How TLS begins.
  public let encryption: Encryption
  /// A host name, an IPv4 address, or an IPv6 address in square brackets.
  public let host: String
  /// The port; without one in the text 587 for `smtp`, 465 for `smtps`.
  public let port: UInt16

  /// The whole address, with the port.
  public var text: String { "\(encryption.rawValue)://\(host):\(port)" }

  /// Reads an address. A user, a password, a path or a query is refused: a password in a URL
  /// gets into lists and messages.
  ///
  /// - Throws: `mail_url_invalid`.
  public init(parsing text: String) throws(Failure) {
    func refused(_ why: String) -> Failure {
      Failure(
        .mailURLInvalid, "the mail server's address \(why)",
        hint: "so-ftpsend config set mail.url smtp://mail.example.org:587")
    }
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let encryption = Encryption(rawValue: parts[0].lowercased()) else {
      throw refused("does not begin with smtp:// or smtps://")
    }
    guard !parts[1].contains("@") else { throw refused("has a user in it; mail.user is the place for that") }
    var rest = parts[1]
    if rest.hasSuffix("/") { rest.removeLast() }
    var host = rest
    var port: UInt16 = encryption == .startTLS ? 587 : 465
    if let colon = rest.lastIndex(of: ":"), !rest.hasSuffix("]") {
      host = rest[..<colon]
      let digits = rest[rest.index(after: colon)...]
      guard digits.allSatisfy(\.isASCII), let number = UInt16(digits), number > 0, !digits.hasPrefix("+")
      else {
        throw refused("has no port number from 1 to 65535 behind the colon")
      }
      port = number
    }
    guard HostAndPort.isHost(host) else { throw refused("has no host name, or something else behind it") }
    self.encryption = encryption
    self.host = String(host)
    self.port = port
  }
}
