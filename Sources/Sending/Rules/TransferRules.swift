internal import Records

/// Which state of a transfer may follow which, and when a queue has to look at it.
enum TransferRules {
  /// The states that may follow `state`.
  static func successors(of state: Transfer.State) -> Set<Transfer.State> {
    switch state {
    case .queued: [.packed, .uploading, .failed, .cancelled]
    case .packed: [.queued, .uploading, .failed, .cancelled]
    // Again, when the process died. At once published, when it had been and nobody heard of it.
    case .uploading: [.uploading, .verified, .published, .queued, .failed, .cancelled]
    case .verified: [.uploading, .published, .queued, .failed, .cancelled]
    case .published: [.notified, .received, .expired]
    case .notified: [.received, .expired]
    case .received: [.expired]
    case .failed: [.queued, .cancelled]
    case .expired, .cancelled: []
    }
  }

  /// Whether the transfer needs its own copy of the container: it is not on the server, and
  /// may still get there.
  static func needsCopy(_ state: Transfer.State) -> Bool {
    switch state {
    case .queued, .packed, .uploading, .verified, .failed: true
    case .published, .notified, .received, .expired, .cancelled: false
    }
  }

  /// Whether something of the transfer may lie on a server: one answered, or the process died before
  /// it could say so.
  static func mayHaveReachedServer(_ transfer: Transfer) -> Bool {
    transfer.steps.indices.contains { index in
      let step = transfer.steps[index]
      guard step.state == .uploading else { return false }
      if step.peer != nil || step.bytes ?? 0 > 0 { return true }
      let next = transfer.steps.indices.contains(index + 1) ? transfer.steps[index + 1].state : nil
      return next != .queued && next != .failed
    }
  }

  /// Whether bytes are still to be sent without anybody asking.
  static func isUnderWay(_ state: Transfer.State) -> Bool { needsCopy(state) && state != .failed }

  /// Whether the container stands on the server under its name.
  static func isOnServer(_ state: Transfer.State) -> Bool {
    [.published, .notified, .received].contains(state)
  }

  /// Whether recipients are to be told now. That one of them has received it tells the others nothing.
  static func mayTell(_ transfer: Transfer) -> Bool {
    transfer.state == .published || isOnServer(transfer.state) && transfer.hasUntold
  }

  /// When a queue has to look at the transfer; `nil` for never.
  static func due(_ transfer: Transfer) -> Timestamp? {
    if isUnderWay(transfer.state) { return transfer.nextAttempt ?? transfer.steps.last?.at }
    // Until every message has its end, whatever the first recipient to answer made of the state.
    guard isOnServer(transfer.state) || transfer.state == .expired,
      transfer.deliveries.contains(where: { $0.status == "queued" })
    else { return nil }
    return transfer.steps.last?.at
  }
}
