internal import Records
internal import Storage

/// The name that a patient signs in with: 3 to 64 ASCII letters, digits and `. _ - + @`, a letter
/// or a digit in front. Capitals do not tell two names apart.
public struct Username: Hashable, Sendable {
  /// The name as it was given.
  public let text: String

  /// Takes a name; `nil` for what is none. Other letters are not taken, since two of them can
  /// look like one.
  public init?(_ text: String) {
    guard (3...64).contains(text.utf8.count), let first = text.utf8.first, Self.isPlain(first),
      text.utf8.allSatisfy({ Self.isPlain($0) || Self.others.contains($0) })
    else { return nil }
    self.text = text
  }

  private static let others = Array("._-+@".utf8)

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  /// Under what an account is looked up.
  var lookup: Lookup { Lookup(.username, text.lowercased()) }

  /// Two spellings of one name are equal.
  public static func == (left: Self, right: Self) -> Bool {
    left.text.lowercased() == right.text.lowercased()
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(text.lowercased()) }
}
