/// Changes in the text of a server's address.
enum ServerAddress {
  /// The address with another scheme, another port, or both. With another scheme the old port
  /// goes: it was that of the other protocol.
  static func changed(_ url: String, scheme: String?, port: UInt16?) -> String {
    guard let mark = url.firstRange(of: "://") else { return url }
    let old = url[..<mark.lowerBound].lowercased()
    let rest = url[mark.upperBound...]
    let end = rest.firstIndex(of: "/") ?? rest.endIndex
    var authority = rest[..<end]
    if port != nil || scheme.map({ $0 != old }) ?? false {
      let host = authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex
      let bracket = authority[host...].lastIndex(of: "]") ?? host
      if let colon = authority[bracket...].lastIndex(of: ":") { authority = authority[..<colon] }
    }
    return "\(scheme ?? old)://\(authority)\(port.map { ":\($0)" } ?? "")\(rest[end...])"
  }
}
