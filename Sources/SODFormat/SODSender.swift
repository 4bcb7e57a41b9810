public import Keys

/// Who packs a container.
public struct SODSender: Sendable {
  /// The key that signs.
  public let signing: Ed25519PrivateKey
  /// The name that the manifest gives, if any.
  public let name: String?

  /// A sender who signs with `identity`.
  public init(_ identity: Identity, name: String? = nil) {
    signing = identity.signing
    self.name = name
  }
}
