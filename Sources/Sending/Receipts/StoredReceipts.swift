internal import Exchange
internal import Keys
internal import Records
internal import SODFormat
internal import Storage

extension RecordKind {
  /// A receipt that was taken: ids, hashes and counts.
  static let receipt = RecordKind("receipt", holdsPHI: false)
}

extension EventAction {
  static let transferReceipt = EventAction("transfer.receipt")
}

extension Snapshot {
  /// The receipts of a container that were taken, the oldest first.
  func receipts(of container: ContainerID) throws(Failure) -> [ContainerReceipt] {
    try records(.receipt, parent: container.text).map { (record) throws(Failure) in
      try record.value(as: ContainerReceipt.self)
    }
  }

  /// The transfers of a container.
  func transfers(of container: ContainerID) throws(Failure) -> [Transfer] {
    try records(.transfer, parent: container.text).map { (record) throws(Failure) in
      try record.value(as: Transfer.self)
    }
  }
}

extension WriteTransaction {
  /// Keeps a receipt; one by the same key for the same content is there already.
  ///
  /// - Returns: whether it is new.
  func keep(_ receipt: ContainerReceipt) throws(Failure) -> Bool {
    let name = SHA256.digest(of: Array(receipt.statement.content.utf8) + receipt.signer.wire).hex
    guard try record(.receipt, name) == nil else { return false }
    _ = try insert(
      Record(.receipt, id: name, parent: receipt.statement.container.text, value: receipt),
      action: .transferReceipt,
      details: [
        "container": .string(receipt.statement.container.text),
        "fingerprint": .string(receipt.signer.fingerprint),
        "audit_head": .string(receipt.statement.auditHead),
      ])
    return true
  }

  /// Has a transfer be received, if it is at its recipient's turn.
  ///
  /// - Returns: the transfer as it is kept now.
  func receive(_ transfer: Transfer) throws(Failure) -> Transfer {
    var changed = transfer
    guard TransferRules.successors(of: transfer.state).contains(.received) else { return transfer }
    changed.enter(.received, at: time)
    try update(changed)
    return changed
  }
}
