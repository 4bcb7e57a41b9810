/// What names one message for ever: `<left@right>` (RFC 5322, 3.6.4).
///
/// The caller makes it once and keeps it, so that a message that is sent again, because nobody
/// answered, is the same message to the servers and programs that drop doubles.
public struct MessageID: Hashable, Sendable {
  /// Both parts without the angle brackets.
  public let text: String

  /// Takes `left@right`, each a dotted atom of letters, digits, `-` and `_`; `nil` for else.
  public init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 200, parts.allSatisfy(Self.isDottedAtom) else { return nil }
    self.text = text
  }

  private static func isDottedAtom(_ part: Substring) -> Bool {
    part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty
        && atom.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
          default: false
          }
        }
    }
  }
}
