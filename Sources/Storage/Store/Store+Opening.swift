internal import AgeFormat
public import Keys
public import Platform
public import Records
public import SystemPackage

extension Store {
  /// Opens the store at `path` with the identity of one of its members.
  ///
  /// - Parameters:
  ///   - path: the store's folder.
  ///   - identity: the member's.
  ///   - heads: the folder, outside of the store, where the newest event is remembered.
  ///   - time: the clock that events and records are dated by.
  /// - Throws: `store_missing`, `not_a_member`, `store_on_network_fs`, `store_newer`,
  ///   `store_damaged`, `members_altered`, `store_replaced`, `store_busy`.
  public static func open(
    at path: FilePath, identity: Identity, heads: FilePath, time: any TimeSource = SystemTimeSource()
  ) throws(Failure) -> Store {
    let opened = try OpenedStore(at: path, identity: identity, heads: heads)
    let store = Store(opened, identity: identity, time: time)
    try store.claimMembership(opened.claim)
    store.checkRemembered()
    return store
  }
}
