internal import Keys
internal import Records

/// The keys of all epochs that a member can open.
final class KeyRing {
  /// The store that the keys belong to.
  let store: StoreID
  /// The keys that new things are sealed with.
  let current: EpochKeys
  /// Every epoch, the oldest first.
  let all: [EpochKeys]

  /// Takes the epochs in order; there is at least one.
  init?(store: StoreID, _ epochs: [EpochKeys]) {
    guard let last = epochs.last else { return nil }
    self.store = store
    current = last
    all = epochs
  }

  /// The ring with a further epoch, which becomes the current one.
  func adding(_ epoch: EpochKeys) -> KeyRing? { KeyRing(store: store, all + [epoch]) }

  /// The keyed hash by which a record is found: each epoch's keyed hash of that of the epoch
  /// before.
  ///
  /// Nobody keeps the values, so a new epoch can only hash what the old one hashed; and as it
  /// is keyed with all of them, who holds the old keys alone cannot try values out.
  func lookup(_ kind: String, _ value: [UInt8]) -> [UInt8] {
    all.reduce(value) { hashed, keys in keys.lookup(kind, hashed) }
  }

  /// The keys of `epoch`.
  ///
  /// - Throws: `record_altered` when there is no such epoch.
  func keys(_ epoch: Int64) throws(Failure) -> EpochKeys {
    // Nearly everything is of the current epoch.
    if epoch == current.epoch { return current }
    guard let keys = all.first(where: { $0.epoch == epoch }) else {
      throw Failure(.recordAltered, "a record names the epoch \(epoch), which there is not")
    }
    return keys
  }
}
