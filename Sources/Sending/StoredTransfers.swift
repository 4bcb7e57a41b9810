internal import Records
internal import Storage

extension RecordKind {
  /// A transfer: ids, sizes, states and the recipients' addresses; nothing about the patient.
  static let transfer = RecordKind("transfer", holdsPHI: false)
}

extension EventAction {
  static let transferQueue = EventAction("transfer.queue")
  static let transferStep = EventAction("transfer.step")
}

extension Transfer {
  /// The states in which nothing more happens by itself have no due time.
  func record() -> Record {
    Record(.transfer, id: id.text, parent: container?.text, state: state.rawValue, value: self)
  }
}

extension WriteTransaction {
  /// Keeps a new transfer.
  func insert(_ transfer: Transfer) throws(Failure) {
    _ = try insert(
      transfer.record(), action: .transferQueue,
      details: ["to": .array(transfer.deliveries.map { .string($0.to.text) })])
  }

  /// Keeps the state that a transfer is in now.
  func update(_ transfer: Transfer) throws(Failure) {
    var record = try required(.transfer, transfer.id.text)
    record.state = transfer.state.rawValue
    record.setValue(transfer)
    _ = try update(record, action: .transferStep, details: ["state": .string(transfer.state.rawValue)])
  }
}
