/// A host and a port to make a connection to.
public struct SSHEndpoint: Hashable, Sendable {
  /// SSH's own port.
  public static let standardPort: UInt16 = 22

  /// A host name in lower case, or an IP address without brackets.
  public let host: String
  /// The TCP port, 1–65535.
  public let port: UInt16

  /// Takes a name or an address; `nil` when it is empty, longer than 255 bytes, or holds
  /// anything that a host name or an IP address cannot.
  public init?(host: String, port: UInt16 = SSHEndpoint.standardPort) {
    guard port != 0, (1...255).contains(host.utf8.count) else { return nil }
    // A leading hyphen would be an option to any program that the name is handed to.
    guard host.utf8.allSatisfy(Self.isHostByte), !host.hasPrefix("-"), !host.hasPrefix(".") else {
      return nil
    }
    if host.utf8.contains(UInt8(ascii: ":")) {
      guard Self.looksLikeIPv6(host) else { return nil }
    } else {
      guard !host.utf8.contains(UInt8(ascii: "%")) else { return nil }
    }
    self.host = host.lowercased()
    self.port = port
  }

  /// Reads `HOST`, `HOST:PORT`, `[IPV6]` or `[IPV6]:PORT`, as a user writes it.
  ///
  /// - Parameter port: the one that goes without saying.
  public init?(_ text: String, port standard: UInt16 = SSHEndpoint.standardPort) {
    var host = Substring(text)
    var port = standard
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<close]
      guard host.utf8.contains(UInt8(ascii: ":")) else { return nil }
      let rest = text[text.index(after: close)...]
      if !rest.isEmpty {
        guard rest.hasPrefix(":"), let number = Self.port(rest.dropFirst()) else { return nil }
        port = number
      }
    } else if let colon = text.firstIndex(of: ":"), colon == text.lastIndex(of: ":") {
      host = text[..<colon]
      guard let number = Self.port(text[text.index(after: colon)...]) else { return nil }
      port = number
    }
    self.init(host: String(host), port: port)
  }

  static func port(_ digits: Substring) -> UInt16? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return UInt16(digits)
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: ":"), UInt8(ascii: "%"):
      true
    default: false
    }
  }

  private static func looksLikeIPv6(_ host: String) -> Bool {
    let address = host.prefix { $0 != "%" }
    return address.utf8.allSatisfy { byte in
      byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || (48...57).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
  }

  /// The name under which OpenSSH keeps the host in `known_hosts`: the port only where it
  /// is not SSH's own.
  var knownHostsName: String { port == Self.standardPort ? host : "[\(host)]:\(port)" }
}

extension SSHEndpoint: CustomStringConvertible {
  /// `HOST` or `HOST:PORT`, with brackets where an IPv6 address has a port: what
  /// ``init(_:)`` reads.
  public var description: String {
    guard port != Self.standardPort else { return host }
    return host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
