public import Keys
public import Records
public import SODFormat
public import Storage

/// Makes receipts of containers that were imported into a store.
public struct ReceiptMaker {
  private let store: Store
  private let identity: Identity

  /// - Parameter identity: whose signature the receipts bear.
  public init(_ store: Store, _ identity: Identity) {
    self.store = store
    self.identity = identity
  }

  /// Signs a receipt, which carries the head of the audit trail with the event that says so.
  ///
  /// - Parameter content: the SHA-256 of its `SHA256SUMS`, where several containers bear the id.
  /// - Throws: `container_unknown` when none of that id was imported here; `receipt_unlisted` when
  ///   its sender does not know our key: nobody would take the receipt.
  public func receipt(of id: ContainerID, content: String? = nil) throws(Failure) -> ContainerReceipt {
    let received = try store.look { (snapshot) throws(Failure) in
      try snapshot.records(.receivedContainer, parent: id.text, limit: 16).map { (record) throws(Failure) in
        try record.value(as: ReceivedContainer.self)
      }
    }
    let meant = received.filter { content == nil || $0.content == content }
    guard let container = meant.first else {
      throw Failure(
        .containerUnknown, "no container \(id) was imported here", hint: "so-sod unpack --import FILE.sod")
    }
    guard meant.count == 1 else {
      throw Failure(
        .containerUnknown, "\(meant.count) containers that were imported bear the id \(id)",
        hint: "so-sod verify FILE.sod tells them apart")
    }
    guard container.signers.contains(identity.signer) else {
      throw Failure(
        .receiptUnlisted,
        "the sender of \(id) addressed it to an age key without the signing key \(identity.fingerprint)",
        hint: "send the sender the record of so-sod keygen, for the next one")
    }
    let committed = try store.write { (transaction) throws(Failure) in
      try transaction.note(.containerReceipt, of: Subject(.container, id.text))
    }
    return try ContainerReceipt(
      signing: ContainerReceipt.Statement(
        container: id, content: container.content, received: container.received,
        imported: container.imported, auditHead: committed.head.text), with: identity)
  }
}
