/// The kind of thing that an identifier names; its prefix stands at the front of the text.
public protocol IdentifierKind: Sendable {
  /// The capital letter before the dash.
  static var prefix: String { get }
}

/// A random 128-bit name of a record: a prefix, a dash, and 26 Crockford base-32 symbols,
/// as in `P-3R9MW0ZJ4N8QK2V7D5T1XAYHCB`.
///
/// Random, so that it may stand in clear on disk, in file names and in mails: it says
/// nothing about the patient, and nobody can count or guess one.
public struct Identifier<Kind: IdentifierKind>: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// A new identifier from `generator`.
  public init(using generator: inout some RandomNumberGenerator) {
    high = generator.next()
    low = generator.next()
  }

  /// A new identifier from the system's random numbers.
  public static func random() -> Identifier {
    var generator = SystemRandomNumberGenerator()
    return Identifier(using: &generator)
  }

  /// Reads the text form, in either case; `nil` when it is not of this kind.
  ///
  /// Only ASCII letters have a case here: `uppercased()` would turn `ß` into `SS` and `ſ`
  /// into `S`, and one identifier would have several texts.
  public init?(_ text: String) {
    let capitals = text.utf8.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 0x20 : $0 }
    let head = Array(Kind.prefix.utf8) + [UInt8(ascii: "-")]
    guard capitals.count == head.count + 26, capitals.starts(with: head) else { return nil }
    var value: (high: UInt64, low: UInt64) = (0, 0)
    for symbol in capitals.dropFirst(head.count) {
      guard let digit = CrockfordAlphabet.symbols.firstIndex(of: symbol) else { return nil }
      // 26 symbols hold 130 bits: the two at the top must be clear, or two texts name one thing.
      guard value.high >> 59 == 0 else { return nil }
      value = (value.high << 5 | value.low >> 59, value.low << 5 | UInt64(digit))
    }
    high = value.high
    low = value.low
  }

  /// The text form, in capitals.
  public var text: String {
    var symbols: [UInt8] = []
    var value = (high: high, low: low)
    for _ in 0..<26 {
      symbols.append(CrockfordAlphabet.symbols[Int(value.low & 31)])
      value = (value.high >> 5, value.low >> 5 | value.high << 59)
    }
    return Kind.prefix + "-" + String(decoding: symbols.reversed(), as: UTF8.self)
  }
}

extension Identifier: Comparable {
  /// The order of the text forms.
  public static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension Identifier: CustomStringConvertible {
  /// The text form.
  public var description: String { text }
}

/// Crockford's base 32: no I, L, O, U, which are misread.
enum CrockfordAlphabet {
  static let symbols = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}
