/// An e-mail address that mail can be sent to: `local@domain`, ASCII.
///
/// This is the part of RFC 5321's grammar that is in use: a dotted local part and a host name
/// with at least one dot. Quoted local parts, comments, address literals (`@[192.0.2.1]`) and
/// addresses beyond ASCII (RFC 6531) are refused; a name like `müller.example` is taken in its
/// `xn--` form. Since no blank, control character, angle bracket or comma can be in one, an
/// address may go into a mail header or an SMTP command as it is.
public struct EmailAddress: Sendable {
  /// The part before the `@`, as it was written; its case is the server's to judge.
  public let local: String
  /// The host name behind the `@`, as it was written.
  public let domain: String

  /// The whole address as it was written.
  public var text: String { "\(local)@\(domain)" }

  /// Takes an address, or `nil` when it is none; `init(parsing:)` says why.
  public init?(_ text: String) {
    guard case .success(let address) = Self.parse(text) else { return nil }
    self = address
  }

  /// Takes an address.
  ///
  /// - Throws: `value_invalid`, with what is wrong but never the address itself.
  public init(parsing text: String) throws(Failure) {
    self = try Self.parse(text).get()
  }

  private init(local: Substring, domain: Substring) {
    self.local = String(local)
    self.domain = String(domain)
  }

  private static func parse(_ text: String) -> Result<EmailAddress, Failure> {
    func refused(_ why: String) -> Result<EmailAddress, Failure> { .failure(Failure(.valueInvalid, why)) }
    // By scalars throughout: CR LF is a single `Character`, and so is a letter with its accent.
    let scalars = text.unicodeScalars
    if scalars.isEmpty { return refused("the address is empty") }
    if scalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return refused("the address has a line break or another control character")
    }
    if scalars.contains(" ") { return refused("the address has a blank") }
    if scalars.contains(where: { !$0.isASCII }) {
      return refused("the address has a letter beyond ASCII; write the domain in its xn-- form")
    }
    guard let at = text.lastIndex(of: "@") else { return refused("the address has no @") }
    let local = text[..<at]
    let domain = text[text.index(after: at)...]
    if local.isEmpty { return refused("nothing stands before the @") }
    if domain.isEmpty { return refused("nothing stands behind the @") }
    guard local.utf8.count <= 64, text.utf8.count <= 254 else { return refused("the address is too long") }
    guard isDotted(local, isAtom) else { return refused("the part before the @ is not one that is in use") }
    guard isHostName(domain) else { return refused("the part behind the @ is not a host name with a dot") }
    return .success(EmailAddress(local: local, domain: domain))
  }

  private static func isDotted(_ text: Substring, _ allowed: (UInt8) -> Bool) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(allowed) }
  }

  /// RFC 5322 `atext`.
  private static func isAtom(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  /// RFC 1123 labels; the last is not a number, so that `a@192.0.2.1` is no host name.
  private static func isHostName(_ domain: Substring) -> Bool {
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, isDotted(domain, { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }) else {
      return false
    }
    guard labels.allSatisfy({ $0.utf8.count <= 63 && !$0.hasPrefix("-") && !$0.hasSuffix("-") }) else {
      return false
    }
    return labels.last.map { !$0.utf8.allSatisfy { (0x30...0x39).contains($0) } } ?? false
  }
}

extension EmailAddress: Hashable {
  /// Equal when mail to both goes to one mailbox for certain: the domain's case does not count,
  /// the local part's does (RFC 5321, 2.4).
  public static func == (left: Self, right: Self) -> Bool {
    left.local == right.local && left.domain.lowercased() == right.domain.lowercased()
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(local)
    hasher.combine(domain.lowercased())
  }
}
