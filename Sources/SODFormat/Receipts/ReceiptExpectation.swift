public import Keys
public import Records

/// What the sender of a container knows of it, to hold receipts against.
public struct ReceiptExpectation: Sendable {
  /// The container.
  public let container: ContainerID
  /// The SHA-256 of its `SHA256SUMS`, 64 hexadecimal digits.
  public let content: String
  /// The keys that may answer: those of the recipients that its manifest names, and those of
  /// whom it was validly shared to.
  public let signers: Set<SSHPublicKey>

  /// What is known of a container.
  public init(container: ContainerID, content: String, signers: Set<SSHPublicKey>) {
    self.container = container
    self.content = content
    self.signers = signers
  }

  /// Checks a receipt: the signature, then that it is of this container, then by whom.
  ///
  /// - Throws: `receipt_forged`, `receipt_altered`, `receipt_replayed` when it is a good receipt
  ///   of another container, `receipt_unlisted` when its key is of nobody the container was for.
  public func check(_ receipt: ContainerReceipt) throws(Failure) {
    try receipt.verify()
    guard receipt.statement.container == container, receipt.statement.content == content else {
      throw Failure(
        .receiptReplayed,
        "the receipt is of the container \(receipt.statement.container), or of other content than was sent")
    }
    guard signers.contains(receipt.signer) else {
      throw Failure(
        .receiptUnlisted,
        "the receipt is signed by \(receipt.signer.fingerprint), and the container was not addressed to that key"
      )
    }
  }
}
