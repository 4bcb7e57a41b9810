internal import Platform
public import Records

/// Notices what other processes write into a store. SQLite tells nobody of it, but every
/// transaction writes into a file of the store's folder.
public final class StoreChanges {
  private let watch: FolderWatch?
  /// What passes between two looks where the system has no watch left to give.
  private static let pause: Int64 = 500

  init(_ store: Store) { watch = try? FolderWatch(on: store.path) }

  /// Waits until somebody wrote since the wait before, at most for `milliseconds`.
  ///
  /// What was written may be of no interest to the caller, who looks again.
  ///
  /// - Returns: whether something is known to have been written.
  /// - Throws: `interrupted` when somebody asks to end meanwhile.
  @discardableResult
  public func wait(milliseconds: Int64) throws(Failure) -> Bool {
    if let watch { return try watch.wait(milliseconds: milliseconds) }
    try EndRequest.wait(milliseconds: UInt32(min(milliseconds, Self.pause)))
    return false
  }
}

extension Store {
  /// Begins to notice what others write. Look at the store after this, and then wait: what comes
  /// between the look and the wait ends the wait.
  public func changes() -> StoreChanges { StoreChanges(self) }
}
