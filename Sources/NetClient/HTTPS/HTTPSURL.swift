public import Records

/// Where a service is asked: `https://HOST[:PORT][/PATH]`. There is no plain text.
public struct HTTPSURL: Hashable, Sendable {
  /// A host name, an IPv4 address, or an IPv6 address in square brackets.
  public let host: String
  /// The port; 443 without one in the text.
  public let port: UInt16
  /// Empty, or a path that begins with `/` and does not end in one.
  public let path: String

  /// The whole address.
  public var text: String { "https://\(place)\(path)" }

  /// `HOST:PORT`, for messages.
  public var place: String { "\(host):\(port)" }

  /// Reads an address. A user, a password or a query is refused: a password in a URL gets into
  /// lists and messages.
  ///
  /// - Parameter subject: what the text is, for messages.
  /// - Throws: `service_url_invalid`.
  public init(parsing text: String, as subject: String = "the service's address") throws(Failure) {
    func refused(_ why: String) -> Failure { Failure(.serviceURLInvalid, "\(subject) \(why)") }
    let scheme = "https://"
    guard text.prefix(scheme.count).lowercased() == scheme else {
      throw refused("does not begin with \(scheme)")
    }
    let rest = text.dropFirst(scheme.count)
    guard !rest.contains("@") else { throw refused("has a user in it") }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    guard let (host, port) = HostAndPort.parse(rest[..<slash]) else {
      throw refused("has no host name, or no port from 1 to 65535 behind it")
    }
    var path = rest[slash...]
    while path.hasSuffix("/") { path.removeLast() }
    guard Self.isPath(path) else { throw refused("has a query, or another character that no path has") }
    self.init(host: String(host), port: port ?? 443, path: String(path))
  }

  private init(host: String, port: UInt16, path: String) {
    self.host = host
    self.port = port
    self.path = path
  }

  /// The address of something below this one; the names are letters, digits, `-`, `.` and `_`.
  func appending(_ names: String...) -> HTTPSURL {
    HTTPSURL(host: host, port: port, path: path + names.map { "/" + $0 }.joined())
  }

  private static func isPath(_ path: Substring) -> Bool {
    path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        true
      default: false
      }
    } && !path.contains("/.")
  }
}
