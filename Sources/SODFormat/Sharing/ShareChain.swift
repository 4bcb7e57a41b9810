internal import AgeFormat
public import Keys
public import Records

/// One step of a container from those that its sender addressed to those who read it now.
public struct SODShare: Hashable, Sendable {
  /// Who took it.
  public let sharer: SSHPublicKey
  /// The name that the sender, or the sharer before, has for the sharer.
  public let name: String?
  /// When, by the sharer's clock.
  public let created: Timestamp
  /// Whom it is for since then.
  public let recipients: [ManifestRecipient]
  /// The recipient in whose place the new one stands; `nil` where it was shared.
  public let replaced: String?
  /// The statement and its signature, as they stood sealed in the header.
  public let statement: [UInt8]
}

/// Follows the statements of a header, and knows who may read and who may share.
///
/// At first those are whom the manifest names: the sender and the recipients. Each statement
/// counts only when somebody has signed it who may share at that point, and adds its recipients.
struct ShareChain {
  /// What the valid statements say, in their order.
  private(set) var shares: [SODShare] = []
  /// Whom the container is for: the recipients as age writes them, in the order of their coming.
  private(set) var addressed: [ManifestRecipient]
  /// The digest of the newest statement.
  private(set) var last: SHA256Digest?

  private let container: ContainerID
  private let sender: SSHPublicKey?
  /// The content that each statement is about.
  private var contents: [String] = []

  init(_ manifest: ContainerManifest) {
    self.init(manifest.id, by: manifest.sender.signing, for: manifest.recipients)
  }

  init(_ container: ContainerID, by sender: SSHPublicKey?, for recipients: [ManifestRecipient]) {
    self.container = container
    self.sender = sender
    addressed = recipients
  }

  /// Whether `recipient` may read it.
  func isAddressed(_ recipient: String) -> Bool { addressed.contains { $0.encryption == recipient } }

  /// Whether what `signer` signs counts. Without a name of its own for a recipient's signing key
  /// nobody could know whose statement it is.
  func mayShare(_ signer: SSHPublicKey) -> Bool {
    signer == sender || addressed.contains { $0.signing == signer }
  }

  /// Takes the header's next statement.
  ///
  /// - Throws: `share_invalid`, `share_altered`, `share_forged`, `share_elsewhere`,
  ///   `share_chain_broken`, `share_by_outsider`.
  mutating func append(_ bytes: [UInt8]) throws(Failure) {
    let statement = try ShareStatement.opened(bytes)
    guard let sharer = statement.sharer else {
      throw Failure(.shareInvalid, "a share statement names no sharer")
    }
    guard statement.container == container else { throw Self.elsewhere }
    guard statement.previous == last?.hex else {
      throw Failure(
        .shareChainBroken, "the share by \(sharer.fingerprint) does not follow the one before it",
        hint: "ask who sent you the file for the whole of it")
    }
    guard mayShare(sharer) else {
      throw Failure(
        .shareByOutsider,
        "the container was shared by \(sharer.fingerprint), which its sender did not address")
    }
    if let replaced = statement.replaced {
      guard isAddressed(replaced) else {
        throw Failure(.shareInvalid, "a share statement replaces a key that the container is not for")
      }
    }
    shares.append(
      SODShare(
        sharer: sharer, name: addressed.first { $0.signing == sharer }?.name, created: statement.created,
        recipients: statement.recipients, replaced: statement.replaced, statement: bytes))
    addressed.removeAll { $0.encryption == statement.replaced }
    addressed += statement.recipients
    contents.append(statement.content)
    last = SHA256.digest(of: bytes)
  }

  /// Checks that every statement is about the content that was read.
  ///
  /// - Throws: `share_elsewhere`.
  func check(_ content: SHA256Digest) throws(Failure) { try check(content: content.hex) }

  /// - Parameter content: the SHA-256 of `SHA256SUMS`, hexadecimal.
  func check(content: String) throws(Failure) {
    guard contents.allSatisfy({ $0 == content }) else { throw Self.elsewhere }
  }

  private static var elsewhere: Failure {
    Failure(.shareElsewhere, "a share statement is about another container")
  }
}
