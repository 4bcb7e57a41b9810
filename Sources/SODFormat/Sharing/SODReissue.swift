public import AgeFormat
internal import Keys
internal import Platform
public import Records

/// A container for others: a new header over the payload as it is.
public struct SODReissue: Sendable {
  /// What becomes of the recipients.
  public enum Change: Sendable {
    /// The file is for these, and for nobody else.
    case share([SODRecipient])
    /// The file is for everybody whom it was for, with a new key in the place of the old.
    case replace(String, by: SODRecipient)
  }

  /// What is changed.
  public let change: Change
  /// Who changes it, and signs that.
  public let sharer: SODSender
  /// When.
  public let time: Timestamp
  /// Whether post-quantum recipients may stand beside others, and a container for such be given
  /// to others.
  public let allowsMixed: Bool

  /// A change by `sharer` at `time`.
  public init(_ change: Change, sharer: SODSender, time: Timestamp, allowsMixed: Bool = false) {
    self.change = change
    self.sharer = sharer
    self.time = time
    self.allowsMixed = allowsMixed
  }

  /// Whom the new file is for, and whom the statement names.
  private func recipients(_ chain: ShareChain) throws(Failure) -> (all: [AgeRecipient], new: [SODRecipient]) {
    switch change {
    case .share(let new): return (new.map(\.encryption), new)
    case .replace(let old, let new):
      guard new.encryption.text != old else {
        throw Failure(.usage, "the key that is to be replaced is the new one already")
      }
      guard chain.isAddressed(old) else {
        throw Failure(
          .recipientNotListed, "the container is not addressed to the key that is to be replaced",
          hint: "so-sod verify FILE shows whom it is for")
      }
      var all: [AgeRecipient] = []
      for one in chain.addressed where one.encryption != old {
        guard let recipient = AgeRecipient(one.encryption) else {
          throw Failure(
            .notShareable, "the container is addressed to a key of a kind that this program does not know")
        }
        all.append(recipient)
      }
      return (all + [new.encryption], [new])
    }
  }

  /// Checks what can be seen without a key: nobody is to be asked for one in vain.
  ///
  /// - Throws: `not_shareable` when a passphrase opens the container.
  public static func check(_ header: AgeHeader) throws(Failure) {
    guard !header.isForPassphrase else {
      throw Failure(
        .notShareable, "a container that a passphrase opens cannot be shared: nobody else can be named in it",
        hint: "unpack it, then so-sod pack --to CONTACT FILE")
    }
  }

  /// What the header will be made of; checked before the container is read to its end.
  fileprivate func plan(
    _ header: AgeHeader, _ chain: ShareChain
  ) throws(Failure) -> (all: [AgeRecipient], new: [SODRecipient]) {
    try Self.check(header)
    guard chain.mayShare(SSHPublicKey(sharer.signing.publicKey)) else {
      throw Failure(
        .notShareable, "the sender did not list your signing key, so nobody would take your share",
        hint: "give the sender your record (so-sod keygen), and ask for the container again")
    }
    let (all, new) = try recipients(chain)
    try AgeRecipient.checkMixture(all, allowMixed: allowsMixed)
    guard all.allSatisfy({ $0.strength != .passphrase }) else {
      throw Failure(.notShareable, "a container is shared to keys, and not to a passphrase")
    }
    let wasPostQuantum = chain.addressed.allSatisfy { AgeRecipient($0.encryption)?.strength == .postQuantum }
    guard !wasPostQuantum || allowsMixed || all.allSatisfy({ $0.strength == .postQuantum }) else {
      throw Failure(
        .recipientsMixed,
        "the container is safe from a quantum computer, and would not be with these recipients",
        hint: "share it to post-quantum keys, or say --allow-mixed")
    }
    return (all, new)
  }
}

/// The header of a container that is issued anew.
public struct SODNewHeader: Sendable {
  /// Whom the file is for, as age writes them.
  public let recipients: [String]
  fileprivate let old: AgeHeader
  fileprivate let new: AgeHeader

  /// Writes the header, and behind it the payload of the container in `source`, byte for byte.
  ///
  /// - Parameter source: the same container again, from its front.
  /// - Throws: `changed_while_read` when it is another one, and what reading and writing throw.
  public func write(over source: any ByteSource, to sink: any ByteSink) throws(Failure) {
    let input = try AgeInput(source)
    let (header, front) = try AgeHeader.read(from: input.source)
    guard header.serialized == old.serialized else {
      throw Failure(.changedWhileRead, "the container changed while it was read")
    }
    try sink.write(new.serialized)
    try sink.write(front)
    try input.source.copy(to: sink)
  }
}

extension SODReader {
  /// Whether the container can be issued anew like this, as far as its front tells.
  ///
  /// - Throws: `not_shareable`, `recipient_not_listed`, `recipients_mixed`, `recipient_missing`.
  public func check(_ reissue: SODReissue) throws(Failure) { _ = try reissue.plan(header, chain) }

  /// The header for new recipients, with one more statement, by `reissue`'s sharer.
  ///
  /// - Parameter verdict: what this reader found, with every byte verified and a signature that
  ///   fits: nobody passes on in their own name what they did not check.
  /// - Throws: as ``check(_:)``, `unsigned`, and what wrapping throws.
  public func newHeader(_ reissue: SODReissue, verdict: SODVerdict) throws(Failure) -> SODNewHeader {
    guard case .known = verdict.signature, verdict.manifest == manifest else {
      throw Failure(.unsigned, "a container is shared only when a known sender has signed it")
    }
    let (all, new) = try reissue.plan(header, chain)
    let replaced: String?
    if case .replace(let old, _) = reissue.change { replaced = old } else { replaced = nil }
    let statement = ShareStatement(
      container: manifest.id, content: verdict.contentDigest, previous: chain.last, created: reissue.time,
      sharer: SSHPublicKey(reissue.sharer.signing.publicKey), replaced: replaced,
      recipients: new.map {
        ManifestRecipient(encryption: $0.encryption.text, signing: $0.signing, name: $0.name)
      })
    let stanza = try ShareStanza.seal(try statement.signed(by: reissue.sharer.signing), with: fileKey)
    let kept = header.stanzas.filter { ShareStanza.isOne($0) || Compression.isMark($0) }
    return SODNewHeader(
      recipients: all.map(\.text), old: header,
      new: try AgeHeader(
        wrapping: fileKey, for: all, allowMixed: true, adding: kept + [stanza]))
  }
}
