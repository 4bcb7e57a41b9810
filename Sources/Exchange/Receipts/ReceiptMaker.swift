internal import AgeFormat
public import Keys
public import Profile
public import Records
public import SODFormat
public import Storage

/// Makes receipts of containers that were imported into a store.
public struct ReceiptMaker {
  private let store: Store
  private let identity: Identity
  private let contacts: Contacts

  /// - Parameters:
  ///   - identity: whose signature the receipts bear.
  ///   - contacts: the sender is looked for among them, where a receipt has to tell of shares.
  public init(_ store: Store, _ identity: Identity, _ contacts: Contacts) {
    self.store = store
    self.identity = identity
    self.contacts = contacts
  }

  /// Signs a receipt, which carries the head of the audit trail with the event that says so.
  ///
  /// - Parameter content: the SHA-256 of its `SHA256SUMS`, where several containers bear the id.
  /// - Throws: `container_unknown` when none of that id was imported here; `receipt_unlisted` when
  ///   neither its sender nor a share has named our key: nobody would take the receipt;
  ///   `contact_unknown` when the sender, who has to be told of the share, is no contact.
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
    let shares = try shares(of: container)
    let committed = try store.write { (transaction) throws(Failure) in
      try transaction.note(.containerReceipt, of: Subject(.container, id.text))
    }
    return try ContainerReceipt(
      signing: ContainerReceipt.Statement(
        container: id, content: container.content, received: container.received,
        imported: container.imported, auditHead: committed.head.text), with: identity,
      shares: shares)
  }

  /// What shows that the container was shared with us, sealed to its sender; `nil` where the sender
  /// addressed it to us.
  private func shares(of container: ReceivedContainer) throws(Failure) -> [UInt8]? {
    guard !container.signers.contains(identity.signer) else { return nil }
    guard container.sharedWith.contains(identity.signer) else {
      throw Failure(
        .receiptUnlisted,
        "\(container.id) was addressed to an age key without the signing key \(identity.fingerprint)",
        hint: "send the record of so-sod keygen to who sent or shared it, for the next one")
    }
    guard let sender = contacts.all.first(where: { $0.fingerprint == container.sender }) else {
      throw Failure(
        .contactUnknown,
        "\(container.id) was shared, and its sender \(container.sender ?? "") is no contact to tell that to",
        hint:
          "so-sod contact add - < sender.json, the sender's record as so-sod keygen prints it there; then so-ftpsend receipt \(container.id)"
      )
    }
    guard let recipient = AgeRecipient(sender.recipient) else {
      throw Failure(
        .recipientInvalid,
        "the sender \(sender.name ?? "") has a key to which this program does not seal that \(container.id) was shared"
      )
    }
    return try ShareEvidence(container.shares).sealed(to: recipient)
  }
}
