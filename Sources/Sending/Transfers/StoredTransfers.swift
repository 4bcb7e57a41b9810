internal import Notices
internal import Records
internal import Storage

extension RecordKind {
  /// A transfer: ids, sizes, states and the recipients' addresses; nothing about the patient.
  static let transfer = RecordKind("transfer", holdsPHI: false)
  /// What the sender says to the recipients.
  static let transferMessage = RecordKind("transfer.message")
}

extension EventAction {
  static let transferQueue = EventAction("transfer.queue")
  static let transferStep = EventAction("transfer.step")
  static let transferMessage = EventAction("transfer.message")
}

extension Snapshot {
  /// The transfer of that id.
  ///
  /// - Throws: `transfer_unknown`.
  func transfer(_ id: TransferID) throws(Failure) -> Transfer {
    guard let record = try record(.transfer, id.text) else {
      throw Failure(.transferUnknown, "there is no transfer \(id)", hint: "so-ftpsend list")
    }
    return try record.value()
  }
}

extension WriteTransaction {
  /// Keeps a new transfer, and what is to be said to its recipients.
  func insert(_ transfer: Transfer, _ message: TransferMessage) throws(Failure) {
    _ = try insert(
      Record(
        .transfer, id: transfer.id.text, parent: transfer.container?.text, state: transfer.state.rawValue,
        due: TransferRules.due(transfer), value: transfer),
      action: .transferQueue,
      details: ["to": .array(transfer.deliveries.map { .string($0.to.text) })])
    guard !message.isUsual else { return }
    _ = try insert(
      Record(.transferMessage, id: transfer.id.text, parent: transfer.id.text, value: message),
      action: .transferMessage)
  }

  /// Keeps the state that a transfer is in now.
  ///
  /// - Throws: `transfer_state` when it cannot follow the one that is kept.
  func update(_ transfer: Transfer) throws(Failure) {
    var record = try required(.transfer, transfer.id.text)
    guard let kept = Transfer.State(rawValue: record.state) else {
      throw Failure(.recordAltered, "the state of \(transfer.id) is none")
    }
    guard kept == transfer.state || TransferRules.successors(of: kept).contains(transfer.state) else {
      throw Failure(
        .transferState,
        "\(transfer.id) is \(kept.rawValue); it cannot become \(transfer.state.rawValue) any more",
        hint: "so-ftpsend show \(transfer.id)")
    }
    record.state = transfer.state.rawValue
    record.due = TransferRules.due(transfer)
    record.setValue(transfer)
    _ = try update(record, action: .transferStep, details: ["state": .string(transfer.state.rawValue)])
  }

  /// Queues the messages about a transfer that is published. They exist from the moment that
  /// there is something to tell, and not before (R067).
  func queueNotices(_ transfer: Transfer) throws(Failure) {
    let message = try record(.transferMessage, transfer.id.text)
    let said: TransferMessage? = try message?.value()
    for notice in transfer.deliveries {
      guard case .email(let address) = notice.to else { continue }
      try queue(
        ContainerNotice(
          to: address, link: transfer.link, transfer: transfer.id, subject: said?.subject, text: said?.text),
        id: notice.id, parent: transfer.id.text)
    }
    if let message { try remove(message, action: .transferMessage) }
  }

  /// Gives up the messages about a transfer that nothing is to be fetched of any more. One that
  /// another process is at goes its way.
  func giveUpNotices(_ transfer: Transfer) throws(Failure) {
    let failure = Failure(
      .transferState, "the file was removed from the server before anybody was told of it")
    for delivery in try deliveries(about: transfer.id.text) {
      switch delivery.state {
      case .sent, .failed: continue
      case .sending: if let lease = delivery.due, lease > time { continue }
      case .queued: break
      }
      _ = try fail(delivery, failure)
    }
  }

  /// Forgets what was to be said about a transfer that is given up.
  func removeMessage(of transfer: Transfer) throws(Failure) {
    if let message = try record(.transferMessage, transfer.id.text) {
      try remove(message, action: .transferMessage)
    }
  }
}
