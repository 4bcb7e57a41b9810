public import Keys
public import Records

/// What the sender of a container knows of it, to hold receipts against.
public struct ReceiptExpectation: Sendable {
  /// The container.
  public let container: ContainerID
  /// The SHA-256 of its `SHA256SUMS`, 64 hexadecimal digits.
  public let content: String
  /// The recipients that its manifest names, as age writes them.
  public let recipients: [String]
  /// The keys of those of them who may answer, and pass it on.
  public let signers: Set<SSHPublicKey>

  /// What is known of a container.
  public init(
    container: ContainerID, content: String, recipients: [String] = [], signers: Set<SSHPublicKey>
  ) {
    self.container = container
    self.content = content
    self.recipients = recipients
    self.signers = signers
  }

  /// Checks a receipt: the signature, then that it is of this container, then by whom. Whom the
  /// manifest does not name may answer when the receipt proves that the container was shared with
  /// them.
  ///
  /// - Parameter identity: the sender's, which opens that proof.
  /// - Throws: `receipt_forged`, `receipt_altered`, `receipt_replayed` when it is a good receipt
  ///   of another container, `receipt_unlisted` when its key is of nobody the container was for;
  ///   `share_invalid`, `share_altered`, `share_forged`, `share_elsewhere`, `share_chain_broken`,
  ///   `share_by_outsider` when it proves nothing.
  public func check(_ receipt: ContainerReceipt, by identity: Identity) throws(Failure) {
    try receipt.verify()
    guard receipt.statement.container == container, receipt.statement.content == content else {
      throw Failure(
        .receiptReplayed,
        "the receipt is of the container \(receipt.statement.container), or of other content than was sent")
    }
    guard !signers.contains(receipt.signer) else { return }
    guard let sealed = receipt.shares else {
      throw unlisted(
        receipt, "neither addressed to that key nor is it shown to be shared with it",
        hint: "who has it by so-sod share imports the shared file, and so-ftpsend receipt shows that")
    }
    let evidence = try ShareEvidence(opening: sealed, with: identity)
    guard try sharedWith(evidence, by: identity.signer).contains(receipt.signer) else {
      throw unlisted(receipt, "shared with others")
    }
  }

  private func sharedWith(
    _ evidence: ShareEvidence, by sender: SSHPublicKey
  ) throws(Failure) -> Set<SSHPublicKey> {
    // Which recipient has which key is not kept; a fingerprint is no recipient's text.
    var chain = ShareChain(
      container, by: sender,
      for: recipients.map { ManifestRecipient(encryption: $0, signing: nil, name: nil) }
        + signers.map { ManifestRecipient(encryption: $0.fingerprint, signing: $0, name: nil) })
    for statement in evidence.statements { try chain.append(statement) }
    try chain.check(content: content)
    return Set(chain.shares.flatMap(\.recipients).compactMap(\.signing))
  }

  private func unlisted(_ receipt: ContainerReceipt, _ why: String, hint: String? = nil) -> Failure {
    Failure(
      .receiptUnlisted,
      "the receipt is signed by \(receipt.signer.fingerprint), and the container was \(why)", hint: hint)
  }
}
