internal import Keys
public import Records

extension Store {
  /// Removes a member and begins a new epoch: a new store key, wrapped to those who remain, with
  /// which every record, card, look-up, object row and label is sealed anew, in one transaction.
  ///
  /// The objects themselves, and the details of past events, stay sealed with the keys of their
  /// time, which the member held: who kept a copy of those keys and gets at the disk can still
  /// read them.
  ///
  /// - Parameters:
  ///   - id: whom to remove.
  ///   - progress: told after each record how many of how many are done.
  /// - Throws: `role_forbids` unless the actor is an owner or the recovery member;
  ///   `member_missing`; `last_owner`; `record_altered` when a record is not what its newest event
  ///   says, since sealing it anew would sign it; and what ``write(_:)`` throws.
  public func removeMember(
    _ id: MemberID, progress: (_ done: Int64, _ total: Int64) -> Void = { _, _ in }
  ) throws(Failure) -> Committed<MemberRemoval> {
    guard member.role.managesMembers else {
      throw Failure(
        .roleForbids, "only an owner removes members; your role is \(member.role.rawValue)",
        hint: "so-patient staff list tells who is one")
    }
    let old = keys
    do throws(Failure) {
      let committed = try write { tx throws(Failure) in try remove(id, tx, progress) }
      backend.forgetOldStates()
      return committed
    } catch {
      // The transaction may have gone far before it failed.
      keys = old
      throw error
    }
  }

  private func remove(
    _ id: MemberID, _ tx: WriteTransaction, _ progress: (Int64, Int64) -> Void
  ) throws(Failure) -> MemberRemoval {
    let members = try MemberAccess.current(backend, keys)
    let leaver = try removable(id, members)
    let old = keys
    let epoch = EpochKeys(epoch: old.current.epoch + 1, storeKey: SealingKey.random(), store: self.id)
    guard let ring = old.adding(epoch) else { throw Failure(.internalError, "there are no keys") }
    keys = ring
    var resealing = Resealing(tx, from: old)
    try resealing.run(progress)
    var statement: [MemberStatement] = [.epoch(epoch.epoch, commitment: epoch.commitment)]
    try backend.insert(EpochRow(number: epoch.epoch, commitment: epoch.commitment))
    statement += try resealLabels(members, removing: id)
    try backend.deleteWraps(of: id.text)
    for member in members where member.isActive && member.id != id {
      // One that named no signing key yet has its token in the older wraps.
      let wrapped = try WrappedKey.wrap(epoch.storeKey, token: nil, to: member.recipient)
      try backend.insert(WrapRow(epoch: epoch.epoch, member: member.id.text, wrapped: wrapped))
      statement.append(.wrap(epoch: epoch.epoch, member.id, SHA256.digest(of: wrapped)))
    }
    statement.append(.removal(id))
    // The last event of all: who removes itself signs nothing after it.
    try tx.append(
      .memberRemove, Subject(.member, id.text), .none, statement: MemberStatement.bytes(statement))
    return MemberRemoval(
      member: leaver.removed, epoch: epoch.epoch, records: resealing.records, oldObjects: resealing.objects)
  }

  private func removable(_ id: MemberID, _ members: [Member]) throws(Failure) -> Member {
    guard let leaver = members.first(where: { $0.id == id }) else {
      throw Failure(.memberMissing, "the store has no member \(id)", hint: "so-patient staff list")
    }
    guard leaver.isActive else {
      throw Failure(.memberMissing, "the member \(id) was removed already", hint: "so-patient staff list")
    }
    guard
      leaver.role != .owner || members.contains(where: { $0.isActive && $0.role == .owner && $0.id != id })
    else {
      throw Failure(
        .lastOwner, "the member \(id) is the last owner; nobody could add or remove members any more",
        hint: "so-patient staff add --role owner, and then remove this one")
    }
    return leaver
  }

  /// The labels of former members as well: they tell who did what stands in the audit.
  private func resealLabels(_ members: [Member], removing id: MemberID) throws(Failure) -> [MemberStatement] {
    let current = keys.current
    var statement: [MemberStatement] = []
    for member in members {
      guard var row = try backend.members().first(where: { $0.id == member.id.text }) else { continue }
      row.epoch = current.epoch
      row.label = try current.memberLabels().seal(
        Array(member.label.utf8), context: RecordSeal.labelContext(member.id, self.id, current.epoch))
      if member.id == id { row.state = MemberRegistry.state(false) }
      try backend.set(row)
      statement.append(.label(member.id, SHA256.digest(of: row.label)))
    }
    return statement
  }
}

extension Member {
  fileprivate var removed: Member {
    Member(id: id, role: role, recipient: recipient, signer: signer, label: label, isActive: false)
  }
}
