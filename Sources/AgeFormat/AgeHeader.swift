internal import Keys
package import Records

/// The header of an age v1 file: the version, the stanzas, and a code over both that only
/// somebody with the file key can make.
public struct AgeHeader: Sendable {
  /// The longest header that is read, in bytes; a hostile file could go on forever.
  public static let maximumLength = 2 << 20
  /// The most stanzas that are read. Each costs a curve multiplication for each identity,
  /// paid before anything of the header can be authenticated.
  public static let maximumStanzas = 1000

  static let columns = 64
  static let version = "age-encryption.org/v1"

  /// The stanzas in their order.
  public let stanzas: [AgeStanza]
  /// The length of the header as it was read or is written, in bytes.
  public var byteCount: Int { authenticated.count + 1 + 43 + 1 }

  /// Everything up to and including `---`, exactly as it stands in the file.
  private let authenticated: [UInt8]
  private let code: [UInt8]

  init(stanzas: [AgeStanza], authenticated: [UInt8], code: [UInt8]) {
    self.stanzas = stanzas
    self.authenticated = authenticated
    self.code = code
  }

  /// A new header over `stanzas`.
  package init(stanzas: [AgeStanza], fileKey: AgeFileKey) {
    let text = Array((Self.version + "\n" + stanzas.map(\.text).joined() + "---").utf8)
    let code = text.withRawSpan { text in HMACSHA256.code(for: text, key: fileKey.headerKey) }
    self.init(stanzas: stanzas, authenticated: text, code: code)
  }

  /// A new header that wraps `fileKey` for each of `recipients` once.
  ///
  /// - Parameter others: stanzas that are no way into the file, behind the recipients'.
  /// - Throws: `recipient_missing`, `recipients_mixed`, `too_many_recipients`, and what
  ///   wrapping throws.
  package init(
    wrapping fileKey: AgeFileKey, for recipients: [AgeRecipient], allowMixed: Bool = false,
    adding others: [AgeStanza] = []
  ) throws(Failure) {
    try AgeRecipient.checkMixture(recipients, allowMixed: allowMixed)
    var stanzas: [AgeStanza] = []
    var seen: Set<AgeRecipient> = []
    for recipient in recipients where seen.insert(recipient).inserted {
      stanzas.append(try recipient.kind.wrap(fileKey))
    }
    self.init(stanzas: stanzas + others, fileKey: fileKey)
    guard self.stanzas.count <= Self.maximumStanzas, byteCount <= Self.maximumLength else {
      throw Failure(
        .tooManyRecipients, "a header for \(stanzas.count) recipients is larger than readers take",
        hint: "make several files, each for some of them")
    }
  }

  /// The header as it stands in the file.
  public var serialized: [UInt8] {
    authenticated + Array(" \(Base64.encode(code, .unpadded))\n".utf8)
  }

  /// The file key that one of `identities` gets out, whose code fits the whole header, and
  /// which identity that was.
  ///
  /// - Throws: `wrong_key` or `wrong_passphrase` when none does, `altered` when the code does
  ///   not fit, `age_header_invalid` for a malformed stanza.
  package func fileKey(
    with identities: [any AgeIdentity]
  ) throws(Failure) -> (key: AgeFileKey, identity: Int) {
    // Whatever identities are at hand: no reader may take what another must refuse.
    guard stanzas.count == 1 || !isForPassphrase else {
      throw Failure(.ageHeaderInvalid, "a passphrase stanza is not alone in the header")
    }
    for (index, identity) in identities.enumerated() {
      guard let fileKey = try identity.unwrap(stanzas) else { continue }
      guard
        unsafe HMACSHA256.isValid(
          code.span.bytes, for: authenticated.span.bytes, key: fileKey.headerKey)
      else { throw Failure(.altered, "the header was altered: its code does not fit") }
      return (fileKey, index)
    }
    throw refusal(of: identities)
  }

  /// Whether a passphrase opens the file, and nothing else does.
  public var isForPassphrase: Bool { stanzas.contains { $0.type == AgePassphrase.type } }

  private func refusal(of identities: [any AgeIdentity]) -> Failure {
    let hasPassphrase = identities.contains { $0 is AgePassphrase || $0 is AgeAskedPassphrase }
    if isForPassphrase {
      return hasPassphrase
        ? Failure(.wrongPassphrase, "the passphrase is not the one that the file was encrypted with")
        : Failure(
          .wrongKey, "the file was encrypted with a passphrase, and to no key",
          hint: "name the file of the passphrase with --passphrase-file FILE")
    }
    return Failure(
      .wrongKey,
      "the file was encrypted to other keys than the \(identities.count == 1 ? "one" : "ones") at hand",
      hint: "name the identity it was sent to with -i FILE")
  }
}
