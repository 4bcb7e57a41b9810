public import Keys
public import Records

/// Whose containers a reader takes.
public struct SODPolicy: Sendable {
  /// The keys that somebody has vouched for.
  public var trusted: Set<SSHPublicKey>
  /// Whether a container without a signature, or signed by an unknown key, is taken too.
  ///
  /// A signature that does not fit is refused all the same: it proves a change.
  public var acceptUnsigned: Bool
  /// Whether a container that neither its sender nor a valid share addressed to the reader is
  /// taken too.
  public var acceptReaddressed: Bool
  /// The time that an expiry is held against.
  public var now: Timestamp

  /// A policy with these rules.
  public init(
    trusted: Set<SSHPublicKey>, acceptUnsigned: Bool = false, acceptReaddressed: Bool = false, now: Timestamp
  ) {
    self.trusted = trusted
    self.acceptUnsigned = acceptUnsigned
    self.acceptReaddressed = acceptReaddressed
    self.now = now
  }
}

/// Who signed a container that was verified.
public enum SODSignature: Hashable, Sendable {
  /// A key that somebody has vouched for.
  case known(SSHPublicKey)
  /// A key that nobody has vouched for; taken because the policy says so.
  case unknown(SSHPublicKey)
  /// Nobody; taken because the policy says so.
  case none

  /// The key that signed, if one did.
  public var signer: SSHPublicKey? {
    switch self {
    case .known(let key), .unknown(let key): key
    case .none: nil
    }
  }
}

/// What is known of a container after every byte of it was verified.
public struct SODVerdict: Hashable, Sendable {
  /// What the container says about itself.
  public let manifest: ContainerManifest
  /// Who signed it.
  public let signature: SODSignature
  /// The digest of each entry, in the manifest's order.
  public let digests: [SHA256Digest]
  /// The SHA-256 of `SHA256SUMS`, which names this container's content.
  public let contentDigest: SHA256Digest
  /// Who passed it on, from somebody whom the sender addressed on.
  public let shares: [SODShare]
  /// Whether neither the sender nor a valid share addressed it to the key that opened it; taken
  /// because the policy says so.
  public let isReaddressed: Bool
  /// Whether the archive is compressed.
  public let isCompressed: Bool
}
