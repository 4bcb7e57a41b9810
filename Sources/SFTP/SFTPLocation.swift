public import Records

/// An `sftp://USER@HOST[:PORT]/PATH` address.
///
/// The path counts from the server's root; `/~/x` counts from the directory that the
/// server puts the user into, as curl reads it. `~USER` is refused: SFTP version 3 has no
/// way to ask for it. A password in an address is refused, for addresses end up in
/// process lists, histories and logs.
public struct SFTPLocation: Hashable, Sendable {
  /// The user name, `nil` where the address names none.
  public let user: String?
  /// Host and port.
  public let endpoint: SSHEndpoint
  /// The path; ``RemotePath/home`` where the address has none.
  public let path: RemotePath

  /// Puts a location together from parts.
  public init(user: String?, endpoint: SSHEndpoint, path: RemotePath = .home) {
    self.user = user
    self.endpoint = endpoint
    self.path = path
  }

  /// Reads an address strictly.
  ///
  /// - Parameters:
  ///   - scheme: the one that is due; an address of another kind of server has the same parts.
  ///   - port: the one that goes without saying.
  /// - Throws: `scheme_refused` for `ftp:` (R079) and every other scheme that is not the one
  ///   that is due, `location_invalid` for the rest. The message never repeats the address,
  ///   which may hold a password.
  public init(
    parsing text: String, scheme: String = "sftp", port: UInt16 = SSHEndpoint.standardPort
  ) throws(Failure) {
    guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else {
      throw Failure(.locationInvalid, "the address holds a space or a control character")
    }
    let rest = try Self.droppingScheme(text, scheme)
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash]
    let pathText = rest[slash...]
    guard !pathText.utf8.contains(UInt8(ascii: "?")), !pathText.utf8.contains(UInt8(ascii: "#")) else {
      throw Failure(.locationInvalid, "the address holds ? or #; write them as %3F and %23 in a path")
    }
    var host = authority
    var user: String?
    if let at = authority.lastIndex(of: "@") {
      user = try Self.user(authority[..<at])
      host = authority[authority.index(after: at)...]
    }
    guard let endpoint = SSHEndpoint(String(host), port: port) else {
      throw Failure(
        .locationInvalid, "the address has no valid host and port",
        hint: "write \(scheme)://USER@HOST[:PORT]/PATH")
    }
    self.init(user: user, endpoint: endpoint, path: try Self.path(pathText))
  }

  private static func droppingScheme(_ text: String, _ due: String) throws(Failure) -> Substring {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else {
      throw Failure(
        .locationInvalid, "the address has no scheme", hint: "write sftp://USER@HOST[:PORT]/PATH")
    }
    let scheme = text[..<colon].lowercased()
    switch scheme {
    case due: return text[colon...].dropFirst(3)
    case "ftp":
      throw Failure(
        .schemeRefused, "plain FTP is refused: it sends user names, passwords and files in clear",
        hint: "ask the server's operator for SFTP or FTPS and write sftp:// or ftps://USER@HOST/PATH")
    default:
      throw Failure(
        .schemeRefused, "the scheme \(String(printable: scheme.utf8.prefix(20))) is not supported here",
        hint: "write sftp://USER@HOST[:PORT]/PATH")
    }
  }

  private static func user(_ text: Substring) throws(Failure) -> String {
    guard !text.contains(":") else {
      throw Failure(
        .locationInvalid, "the address holds a password; addresses end up in process lists and logs",
        hint: "keep the password with: so-ftpsend config set server.password --value-file FILE")
    }
    let bytes = try decoded(text)
    guard !bytes.isEmpty, let user = String(validating: bytes, as: UTF8.self), !hasControls(bytes) else {
      throw Failure(.locationInvalid, "the address's user name is empty or not printable UTF-8")
    }
    return user
  }

  private static func path(_ text: Substring) throws(Failure) -> RemotePath {
    let bytes = try decoded(text)
    guard !hasControls(bytes) else {
      throw Failure(.locationInvalid, "the address's path holds a control character")
    }
    guard bytes.count > 1 else { return bytes.isEmpty ? .home : RemotePath(bytes) ?? .home }
    guard bytes.dropFirst().first == UInt8(ascii: "~") else { return RemotePath(bytes) ?? .home }
    let afterTilde = bytes.dropFirst(2)
    guard afterTilde.first ?? UInt8(ascii: "/") == UInt8(ascii: "/") else {
      throw Failure(
        .locationInvalid, "a path in another user's home (~USER) cannot be asked for",
        hint: "write /~/PATH for your own home, or the path from the root")
    }
    return RemotePath(afterTilde.drop { $0 == UInt8(ascii: "/") }) ?? .home
  }

  private static func hasControls(_ bytes: [UInt8]) -> Bool { bytes.contains { $0 < 0x20 || $0 == 0x7F } }

  /// Undoes percent-encoding (RFC 3986, section 2.1), strictly.
  private static func decoded(_ text: Substring) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
        throw Failure(.locationInvalid, "the address holds a % without two hexadecimal digits")
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
