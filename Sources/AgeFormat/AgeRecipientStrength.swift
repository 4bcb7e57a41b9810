public import Records

/// What a recipient keeps off, which decides with whom it may share a header.
public enum AgeRecipientStrength: Hashable, Sendable {
  /// Safe from today's computers.
  case classical
  /// Safe from a quantum computer too.
  case postQuantum
  /// As safe as a passphrase; whoever opens the file knows it.
  case passphrase
}

extension AgeRecipient {
  /// What the recipient keeps off.
  public var strength: AgeRecipientStrength { kind.strength }

  /// Checks that the recipients may be sealed to together.
  ///
  /// - Parameter allowMixed: whether post-quantum recipients may stand beside others.
  /// - Throws: `recipients_mixed` for a passphrase beside anything, since who knows it would
  ///   take the file for one that only such people can make; and for a post-quantum recipient
  ///   beside another kind, since the weakest one decides how safe the file is. `recipient_missing`.
  public static func checkMixture(_ recipients: [AgeRecipient], allowMixed: Bool) throws(Failure) {
    guard !recipients.isEmpty else {
      throw Failure(.recipientMissing, "no recipient is named, so nobody could open the file")
    }
    let strengths = Set(recipients.map(\.strength))
    guard !strengths.contains(.passphrase) || recipients.count == 1 else {
      throw Failure(.recipientsMixed, "a passphrase is the only way into a file, or none")
    }
    guard strengths.count == 1 || allowMixed else {
      throw Failure(
        .recipientsMixed,
        "beside recipients that a quantum computer opens, the post-quantum ones gain nothing",
        hint: "pack twice, or say --allow-mixed")
    }
  }
}
