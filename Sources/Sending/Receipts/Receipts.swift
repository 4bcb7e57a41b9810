internal import Exchange
public import Keys
public import Records
public import SODFormat
public import Storage

/// Takes the receipts of containers that were sent from this store: a good one is signed by whom the
/// container was for, and of this very content.
public struct Receipts {
  private let store: Store
  private let identity: Identity

  /// The receipts of `store`.
  ///
  /// - Parameter identity: of who sent the containers: opens what a receipt tells of shares.
  public init(_ store: Store, _ identity: Identity) {
    self.store = store
    self.identity = identity
  }

  /// Takes a receipt that came by hand or by mail: every transfer of its container is received.
  /// Taking it again changes nothing.
  ///
  /// - Returns: the container's transfers, as they are now.
  /// - Throws: `receipt_forged`, `receipt_altered`, `receipt_replayed`, `receipt_unlisted`,
  ///   and the codes of shares; `receipt_foreign` when no container of that id was packed and sent here.
  public func take(_ receipt: ContainerReceipt) throws(Failure) -> [Transfer] {
    // Who signed is known before anything else is looked at: a stranger learns nothing of what
    // was sent.
    try receipt.verify()
    let container = receipt.statement.container
    return try store.write { (transaction) throws(Failure) in
      let transfers = try transaction.transfers(of: container)
      guard let expectation = try transaction.receiptExpectation(for: container), !transfers.isEmpty else {
        throw Failure(
          .receiptForeign, "no container \(container) was packed and sent from this store",
          hint: "so-ftpsend list")
      }
      try expectation.check(receipt, by: identity)
      _ = try transaction.keep(receipt)
      return try transfers.map { (transfer) throws(Failure) in try transaction.receive(transfer) }
    }.value
  }

  /// Takes a receipt that lay beside a transfer's file: it has to be of this transfer's container.
  ///
  /// - Returns: the transfer as it is now, and whether the receipt is new.
  func take(_ receipt: ContainerReceipt, of id: TransferID) throws(Failure) -> (
    transfer: Transfer, isNew: Bool
  ) {
    try store.write { (transaction) throws(Failure) in
      let transfer = try transaction.transfer(id)
      guard let container = transfer.container,
        let expectation = try transaction.receiptExpectation(for: container)
      else { throw Failure(.receiptForeign, "the container of \(id) was not packed in this store") }
      try expectation.check(receipt, by: identity)
      let isNew = try transaction.keep(receipt)
      return (try transaction.receive(transfer), isNew)
    }.value
  }

  /// When the first recipient of a container imported it, by their own word; `nil` when no receipt
  /// came.
  static func received(_ container: ContainerID?, in snapshot: Snapshot) throws(Failure) -> Timestamp? {
    guard let container else { return nil }
    return try snapshot.receipts(of: container).map(\.statement.received).min()
  }
}
