internal import Notices
internal import Platform
public import Records
internal import SFTP
internal import Storage

extension TransferRunner {
  /// Takes a transfer up at once, because a person asks for it: what failed, what waits for its
  /// next attempt, and what a process that died left. Nothing is packed again, what the server
  /// has already is not sent again, and who was told is not told again.
  ///
  /// A transfer with nothing left to do stays as it is.
  /// - Throws: `transfer_state` for one that was cancelled or has expired.
  public func retry(
    _ held: HeldTransfer, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(Failure) -> Outcome {
    var transfer = held.transfer
    switch transfer.state {
    case .cancelled, .expired:
      throw Failure(
        .transferState, "\(transfer.id) is \(transfer.state.rawValue); there is nothing to try again",
        hint: "so-ftpsend send, for another transfer")
    case .failed:
      transfer.forgetAttempts()
      transfer.enter(.queued, at: time.now())
      try keep(transfer)
    case .queued, .packed, .uploading, .verified:
      transfer.forgetAttempts()
      try keep(transfer)
    case .published, .notified, .received:
      guard TransferRules.mayTell(transfer) else { return Outcome(transfer: transfer) }
      try requeueMessages(of: transfer)
    }
    return try move(held.with(transfer), progress: progress)
  }

  /// Messages that were given up are due again; those that were delivered are not touched.
  private func requeueMessages(of transfer: Transfer) throws(Failure) {
    _ = try store.write { (transaction) throws(Failure) in
      for delivery in try transaction.deliveries(about: transfer.id.text, state: .failed) {
        try transaction.requeue(delivery)
      }
    }
  }

  /// Gives a transfer up that is not published: what is on the server of it is removed, and the
  /// own copy. Nobody was told of it, and nobody will be.
  ///
  /// - Returns: the transfer; with a failure when the server could not be asked to remove what
  ///   it has, which nobody can open and no name leads to.
  /// - Throws: `transfer_published` for one whose container stands on the server under its name,
  ///   `transfer_state` for one that has ended.
  public func cancel(_ held: HeldTransfer) throws(Failure) -> Outcome {
    var transfer = held.transfer
    switch transfer.state {
    case .cancelled: return Outcome(transfer: transfer)
    case .published, .notified, .received: throw published(transfer)
    case .expired:
      throw Failure(.transferState, "\(transfer.id) has expired: it is not on the server any more")
    case .queued, .packed, .uploading, .verified, .failed: break
    }
    var leftover: Failure?
    if TransferRules.mayHaveReachedServer(transfer) {
      do throws(Failure) { try removeFromServer(transfer) } catch {
        guard error.code != .transferPublished else { throw error }
        leftover = error.prefixed("\(transfer.id) is given up, and what may lie there stays")
      }
    }
    transfer.enter(.cancelled, at: time.now(), failure: leftover)
    let kept = transfer
    _ = try store.write { (transaction) throws(Failure) in
      try transaction.update(kept)
      try transaction.removeMessage(of: kept)
    }
    place.remove(transfer.id)
    return Outcome(transfer: transfer, failure: leftover)
  }

  /// The name may stand there although nobody heard of it: when the connection broke just then.
  private func removeFromServer(_ transfer: Transfer) throws(Failure) {
    let name = RemoteName.text(of: transfer.id)
    let access = try ServerAccess(settings, profile, server: transfer.server)
    guard access.address(of: name) == transfer.location else {
      throw Failure(.linkUnknown, "the settings do not name the server any more that it was sent to")
    }
    let folder = try access.folder(ServerLimits(access.settings, wishes))
    let wasAboutToBeNamed = transfer.steps.contains { $0.state == .verified }
    if wasAboutToBeNamed, !transfer.failed(with: .remoteExists), try folder.exists(name) {
      throw published(transfer)
    }
    try folder.discardPart(of: name)
  }

  private func published(_ transfer: Transfer) -> Failure {
    Failure(
      .transferPublished, "\(transfer.id) is on the server under its name, and is not taken back by this",
      hint: TransferRules.needsCopy(transfer.state)
        ? "so-ftpsend retry \(transfer.id), which tells the recipients"
        : "so-ftpsend expire \(transfer.id) removes it from the server")
  }
}

extension Transfer {
  /// Whether the last step failed with this.
  func failed(with code: Failure.Code) -> Bool { failure?["code"] == .string(code.word) }
}
