/// The name by which the settings and a transfer know one of several servers.
///
/// Small letters, digits and dashes: it stands in the names of settings and, in capitals and
/// with underscores, in those of environment variables, and no two names may look alike there.
public struct ServerName: Hashable, Sendable, CustomStringConvertible {
  /// The name.
  public let text: String

  /// What a name may be, for messages.
  public static let rule =
    "1 to 32 small letters, digits and dashes, led by a letter and not ending in a dash"

  /// Takes a name; `nil` when it breaks the ``rule``.
  public init?(_ text: String) {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let bytes = Array(text.utf8)
    guard (1...32).contains(bytes.count), letters.contains(bytes[0]), bytes.last != UInt8(ascii: "-"),
      bytes.allSatisfy({ letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") })
    else { return nil }
    self.text = text
  }

  /// The name.
  public var description: String { text }
}
