public import Records
internal import Storage

/// What is handed to whoever may use a grant: 128 random bits. The store keeps a keyed hash of it,
/// so nobody who reads the store can make one again.
public struct GrantToken: Sendable {
  private enum Kind: IdentifierKind { static let prefix = "GT" }

  private let secret: Identifier<Kind>

  /// A new token from the system's random numbers.
  init() { secret = .random() }

  /// Reads what a token file holds: the token and blanks around it.
  ///
  /// - Throws: `grant_unknown` for anything else; it was given by nobody.
  public init(file bytes: [UInt8]) throws(Failure) {
    let text = bytes.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard let secret = Identifier<Kind>(String(decoding: text, as: UTF8.self)) else {
      throw Failure(.grantUnknown, "the file holds no token of a grant", hint: "so-upload grant add")
    }
    self.secret = secret
  }

  /// What a token file holds.
  public var file: [UInt8] { Array((secret.text + "\n").utf8) }

  var lookup: Lookup { Lookup(.grantToken, secret.text) }
}
