internal import AgeFormat
internal import Keys
public import Records

/// The front of a container before it has a content: its key, wrapped for each recipient.
///
/// A passphrase is stretched for a second; who must not be held up meanwhile makes it before.
public struct SODSeal: Sendable {
  /// The SHA-256 of the age header: it names the container before its end is known.
  public let headerHash: [UInt8]

  let recipients: [SODRecipient]
  let header: AgeHeader
  let fileKey: AgeFileKey

  /// Wraps a new key for each of `recipients`, once.
  ///
  /// - Parameters:
  ///   - allowMixed: whether post-quantum recipients may stand beside others.
  ///   - isCompressed: whether the archive will be.
  /// - Throws: `recipient_missing`, `recipients_mixed`.
  public init(
    to recipients: [SODRecipient], allowMixed: Bool = false, isCompressed: Bool = false
  ) throws(Failure) {
    var seen: Set<AgeRecipient> = []
    self.recipients = recipients.filter { seen.insert($0.encryption).inserted }
    fileKey = AgeFileKey.random()
    let isForPassphrase = recipients.contains { $0.encryption.strength == .passphrase }
    header = try AgeHeader(
      wrapping: fileKey, for: self.recipients.map(\.encryption), allowMixed: allowMixed,
      adding: isCompressed && !isForPassphrase ? [try Compression.mark()] : [])
    headerHash = SHA256.digest(of: header.serialized).bytes
  }
}
