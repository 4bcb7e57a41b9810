internal import AgeFormat
internal import Keys
public import Records

extension Store {
  /// Runs `body` as the store's only writer. When it returns, everything that it wrote is
  /// durable; when it throws, nothing was written.
  ///
  /// - Throws: `store_busy` when another process keeps the lock, `disk_full`, `read_only`,
  ///   `io_error`, and what `body` throws.
  public func write<Value>(
    _ body: (WriteTransaction) throws(Failure) -> Value
  ) throws(Failure) -> Committed<Value> {
    try perform(nil, body)
  }

  /// A group for staging objects; it becomes part of the store by ``commit(_:_:)``.
  ///
  /// What groups of dead processes left is swept on the way, since nobody else would think
  /// of it.
  public func beginGroup() throws(Failure) -> ObjectGroup {
    _ = try? sweep()
    try backend.reading { () throws(Failure) in try refreshKeys() }
    return ObjectGroup(
      try objectBackend.beginStaging(), to: AgeRecipient(try keys.current.objectKey().publicKey),
      of: keys.current.epoch)
  }

  /// Makes the group's objects durable, then runs `body` as ``write(_:)`` does. Objects that
  /// `body` does not attach to a record are removed.
  ///
  /// A receipt may be given once this returns, and not before.
  ///
  /// - Throws: `store_rekeyed` when a member was removed since the group began: the objects are
  ///   then encrypted to a key of the past, are let go, and have to be staged again.
  public func commit<Value>(
    _ group: ObjectGroup, _ body: (WriteTransaction) throws(Failure) -> Value
  ) throws(Failure) -> Committed<Value> {
    try group.staging.publish(Array(group.ids))
    do throws(Failure) {
      return try perform(group, body)
    } catch  where error.code == .storeRekeyed {
      // Thrown before anything was written, so it is certain that no record names them.
      group.staging.settle(removing: Array(group.ids))
      throw error
    }
  }

  private func perform<Value>(
    _ group: ObjectGroup?, _ body: (WriteTransaction) throws(Failure) -> Value
  ) throws(Failure) -> Committed<Value> {
    var removal: (any ObjectStaging)?
    var unneeded: [ObjectID] = []
    let committed = try backend.writing { () throws(Failure) in
      try refreshKeys()
      guard group.map({ $0.epoch == keys.current.epoch }) ?? true else { throw Self.rekeyed }
      let tx = WriteTransaction(self, group: group, after: try newestHead())
      defer { tx.end() }
      let value = try body(tx)
      guard !tx.hasReadPHI || tx.head.seq >= tx.firstSeq else {
        throw Failure(.internalError, "a transaction read PHI and wrote no event")
      }
      unneeded = tx.detached
      if !unneeded.isEmpty {
        removal = try removalStaging(group, unneeded)
      }
      unneeded += group?.ids.subtracting(tx.attached) ?? []
      return Committed(value: value, head: tx.head, events: tx.firstSeq..<tx.head.seq + 1)
    }
    (group?.staging ?? removal)?.settle(removing: unneeded)
    if !committed.events.isEmpty { remember(committed.head) }
    return committed
  }

  private func removalStaging(_ group: ObjectGroup?, _ ids: [ObjectID]) throws(Failure) -> any ObjectStaging {
    let staging: any ObjectStaging
    if let group { staging = group.staging } else { staging = try objectBackend.beginStaging() }
    try staging.markForRemoval(ids)
    return staging
  }

  /// The newest event; the only writer asks, so nobody can append behind it meanwhile.
  private func newestHead() throws(Failure) -> EventHead {
    guard let last = try backend.lastEvent(), let hash = SHA256Digest(last.hash) else {
      throw SQLiteFailure.damaged("the store has no events")
    }
    checkRemembered()
    return EventHead(seq: last.seq, hash: hash)
  }

  /// Whether the store goes on from the head that is remembered. If it was set back, that
  /// head stays remembered, or writing one more event would wipe the traces.
  func checkRemembered() {
    do throws(Failure) {
      guard let known = try headFile.load() else { return }
      guard known.origin == origin, try backend.event(known.head.seq)?.hash == known.head.hash.bytes else {
        headProblem = Failure(
          .auditCut,
          "the store was set back behind event \(known.head.seq), which is remembered outside of it",
          hint: "so-patient audit --verify")
        return
      }
    } catch {
      headProblem = error
    }
  }

  /// Remembers the newest event of a store that was just made.
  func rememberNewest() {
    guard let last = try? backend.lastEvent(), let hash = SHA256Digest(last.hash) else { return }
    remember(EventHead(seq: last.seq, hash: hash))
  }

  /// Remembers the newest event of a store that a person set back on purpose, instead of the
  /// later one that was remembered.
  func rememberInstead() throws(Failure) {
    guard let last = try backend.lastEvent(), let hash = SHA256Digest(last.hash) else { return }
    try headFile.replace(
      with: HeadFile.Content(origin: origin, head: EventHead(seq: last.seq, hash: hash)))
    headProblem = nil
  }

  private func remember(_ head: EventHead) {
    guard headProblem?.code != .auditCut else { return }
    do throws(Failure) {
      try headFile.advance(to: HeadFile.Content(origin: origin, head: head))
      headProblem = nil
    } catch {
      headProblem = error
    }
  }
}
