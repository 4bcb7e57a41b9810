internal import Records

extension Store {
  /// Takes the keys of a new epoch when another process began one since the last transaction:
  /// nothing is sealed, and nothing looked up, with the keys of an epoch that is over.
  ///
  /// Has to be called within the transaction that uses the keys.
  ///
  /// - Throws: `not_a_member` when this member was removed, `members_altered`, `store_rekeyed`.
  func refreshKeys() throws(Failure) {
    guard let newest = try backend.newestEpoch() else {
      throw SQLiteFailure.damaged("the store has no epoch")
    }
    // The commitment, too: a store that was set back and went on may number another key alike.
    guard newest.number != keys.current.epoch || newest.commitment != keys.current.commitment else { return }
    let access = try MemberAccess(backend, identity)
    guard access.store == id, access.member.id == member.id, access.origin == origin else {
      throw Self.rekeyed
    }
    keys = access.keys
  }

  static var rekeyed: Failure {
    Failure(
      .storeRekeyed, "a member was removed meanwhile, and the store has new keys; nothing was written",
      hint: "run the command again")
  }
}
