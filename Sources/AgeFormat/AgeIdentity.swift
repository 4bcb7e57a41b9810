public import Keys
public import Records

/// A way to get the file key out of a header.
public protocol AgeIdentity: Sendable {
  /// The file key out of the first stanza that opens; `nil` when none is for this identity.
  ///
  /// The whole header is given, because some kinds insist on standing alone in it.
  ///
  /// - Throws: `age_header_invalid` for a stanza of this identity's kind that is malformed.
  func unwrap(_ stanzas: [AgeStanza]) throws(Failure) -> AgeFileKey?
}

extension Identity: AgeIdentity {
  /// Opens what was encrypted to ``Identity/recipientText``.
  public func unwrap(_ stanzas: [AgeStanza]) throws(Failure) -> AgeFileKey? {
    try encryption.unwrap(stanzas)
  }
}

extension Identity {
  /// Who to encrypt to, so that this identity opens it.
  public var ageRecipient: AgeRecipient { AgeRecipient(recipient) }
}
