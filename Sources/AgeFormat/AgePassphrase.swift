public import Keys
public import Records

/// Wraps and unwraps file keys by a passphrase (C2SP age.md, "The scrypt recipient type").
public struct AgePassphrase: AgeRecipientKind, AgeIdentity {
  /// The binary logarithm of scrypt's N that is written: 256 MiB, and most of a second.
  public static let workFactor = 18
  /// The largest that is read: 1 GiB, and some seconds. A file chooses it before anything of
  /// it can be authenticated, so without a cap anybody could send one that takes days.
  public static let maximumWorkFactor = 20

  /// What stands for a passphrase where recipients are listed.
  public static let text = "passphrase"

  static let type = "scrypt"
  private static let saltSize = 16

  private let passphrase: Passphrase
  private let workFactor: Int

  /// A passphrase, as a recipient and as an identity.
  public init(_ passphrase: Passphrase) { self.init(passphrase, workFactor: Self.workFactor) }

  /// A passphrase with another work factor to write, for tests.
  package init(_ passphrase: Passphrase, workFactor: Int) {
    precondition((1...Self.maximumWorkFactor).contains(workFactor), "a work factor that is not read")
    self.passphrase = passphrase
    self.workFactor = workFactor
  }

  /// The word `passphrase`: the same for every one.
  public var text: String { Self.text }

  /// Stands in a header alone.
  public var strength: AgeRecipientStrength { .passphrase }

  /// The stanza that wraps `fileKey`.
  ///
  /// - Throws: `memory_missing`, `crypto_unavailable`.
  public func wrap(_ fileKey: AgeFileKey) throws(Failure) -> AgeStanza {
    let salt = SecureRandom.bytes(Self.saltSize)
    let body = try AgeFileKeyWrap.wrap(fileKey, with: wrapKey(salt, workFactor))
    return AgeStanza(
      type: Self.type, checkedArguments: [Base64.encode(salt, .unpadded), String(workFactor)], body: body)
  }

  /// The file key, where the header is for a passphrase and it is this one.
  ///
  /// - Throws: `age_header_invalid`, `work_factor_too_high`, `memory_missing`.
  public func unwrap(_ stanzas: [AgeStanza]) throws(Failure) -> AgeFileKey? {
    guard let parts = try Self.check(stanzas) else { return nil }
    return try AgeFileKeyWrap.unwrap(parts.body, with: wrapKey(parts.salt, parts.factor))
  }

  /// What the header's stanza for a passphrase says, with every rule for it checked; `nil`
  /// when there is none.
  @discardableResult
  static func check(
    _ stanzas: [AgeStanza]
  ) throws(Failure) -> (salt: [UInt8], factor: Int, body: [UInt8])? {
    guard let stanza = stanzas.first(where: { $0.type == type }) else { return nil }
    // Who knows a passphrase expects that only such a person made the file; a second
    // stanza would break that.
    guard stanzas.count == 1 else {
      throw Failure(.ageHeaderInvalid, "a passphrase stanza is not alone in the header")
    }
    guard stanza.arguments.count == 2, let salt = Base64.decode(stanza.arguments[0], .unpadded),
      salt.count == saltSize
    else { throw Failure(.ageHeaderInvalid, "the passphrase stanza has no salt of 16 bytes") }
    let factor = try factor(stanza.arguments[1])
    guard stanza.body.count == AgeFileKeyWrap.byteCount else {
      throw Failure(.ageHeaderInvalid, "the passphrase stanza has a body of the wrong length")
    }
    return (salt, factor, stanza.body)
  }

  /// Digits without a leading zero; anything else would be a second spelling.
  private static func factor(_ text: String) throws(Failure) -> Int {
    guard let first = text.utf8.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { throw Failure(.ageHeaderInvalid, "the passphrase stanza has a malformed work factor") }
    guard let factor = Int(text), factor <= maximumWorkFactor else {
      throw Failure(
        .workFactorTooHigh,
        "opening the file by its passphrase would take more than 1 GiB of memory (work factor over \(maximumWorkFactor))",
        hint: "if you trust its sender: age -d")
    }
    return factor
  }

  private func wrapKey(_ salt: [UInt8], _ factor: Int) throws(Failure) -> SecretBytes {
    guard let cost = Scrypt.Cost(logN: factor, r: 8, p: 1) else {
      preconditionFailure("a work factor beyond the RFC")
    }
    let salt = Array("age-encryption.org/v1/scrypt".utf8) + salt
    return try salt.withRawSpan { (salt) throws(Failure) in
      try Scrypt.key(password: passphrase.secret, salt: salt, cost: cost, count: 32)
    }
  }
}
